package io.bancada.role.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Principal;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.People;
import io.bancada.person.service.Person;
import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns ids into names and names into ids for tools that speak of role assignments, as az asks Microsoft Graph. For whoever
 * may read the assignments of the whole installation: nobody else learns who there is (S62).
 */
@ApplicationScoped
public class PrincipalNameService {
    /** The most ids of one question, as Microsoft Graph has it. */
    public static final int MOST = 1000;

    private final People people;
    private final Installation installation;
    private final Access access;

    @Inject
    public PrincipalNameService(People people, Installation installation, Access access) {
        this.people = people;
        this.installation = installation;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected PrincipalNameService() {
        this(null, null, null);
    }

    /**
     * The people, clients and groups with these ids, without those that the directory does not know.
     *
     * @throws BancadaException 400 for more than {@link #MOST}, 503 while the directory cannot be asked
     */
    public List<NamedPrincipal> byIds(Caller caller, Collection<String> ids) {
        require(caller);
        if (ids.size() > MOST) {
            throw BancadaException.invalid("ids", "Ask for at most " + MOST + " ids at a time.");
        }
        return asking(
                "ids",
                () -> ids.stream()
                        .distinct()
                        .map(this::known)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /**
     * The person who signs on by exactly this user name or e-mail address.
     *
     * @throws BancadaException 400 where no name is given, 503 while the directory cannot be asked
     */
    public Optional<NamedPrincipal> person(Caller caller, Optional<String> userNameOrEmail) {
        require(caller);
        return named(given(userNameOrEmail, "userPrincipalName eq 'name'"), PrincipalType.User);
    }

    /**
     * The client with this id; empty where there is none, or it has no account of its own.
     *
     * @throws BancadaException 400 where no id is given, 503 while the directory cannot be asked
     */
    public Optional<NamedPrincipal> client(Caller caller, Optional<String> clientId) {
        require(caller);
        return named(
                Principals.CLIENT + given(clientId, "servicePrincipalNames/any(c:c eq 'id')"),
                PrincipalType.ServicePrincipal);
    }

    private static String given(Optional<String> name, String filter) {
        return name.orElseThrow(
                () -> BancadaException.invalid("$filter", "Only $filter=" + filter + " can be asked for."));
    }

    private Optional<NamedPrincipal> named(String name, PrincipalType type) {
        return asking("$filter", () -> people.named(name))
                .map(PrincipalNameService::named)
                .filter(n -> n.principal().type() == type);
    }

    private Optional<NamedPrincipal> known(String id) {
        return people.find(id)
                .map(PrincipalNameService::named)
                .or(() -> people.groupNow(id)
                        .map(g -> new NamedPrincipal(
                                // some hold their roles by name: whoever asks looks for the id that they asked with
                                new Principal(PrincipalType.Group, g.name(), id, g.name()), g.name())));
    }

    private static NamedPrincipal named(Person person) {
        var principal = Principals.principal(person);
        return new NamedPrincipal(
                principal, principal.type() == PrincipalType.User ? person.userName() : principal.name());
    }

    private void require(Caller caller) {
        access.require(
                caller, Actions.ROLE_ASSIGNMENTS_READ, new Scope("/subscriptions/" + installation.subscription()));
    }

    private static <T> T asking(String field, Supplier<T> question) {
        try {
            return question.get();
        } catch (DirectoryUnavailable e) {
            throw new BancadaException(ErrorCode.UNAVAILABLE, field, e.why());
        }
    }
}
