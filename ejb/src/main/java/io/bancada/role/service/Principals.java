package io.bancada.role.service;

import io.bancada.access.model.Principal;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.person.service.DirectoryGroup;
import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.People;
import io.bancada.person.service.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds out who is meant by a principal id. Asks the directory, so never inside a transaction. */
@ApplicationScoped
public class Principals {
    /** What Keycloak calls the account of a client. */
    static final String CLIENT = "service-account-";

    private static final int LONGEST = 255;
    private static final String FIELD = "properties.principalId";

    private final People people;

    @Inject
    public Principals(People people) {
        this.people = people;
    }

    @SuppressWarnings("NullAway")
    protected Principals() {
        this(null);
    }

    /**
     * The person, client or group with this id.
     *
     * @param id object id of a person or of a client's own account; id or name of a group
     * @param type what it is to be; empty where that is not said
     * @throws BancadaException 400 PrincipalNotFound where the directory knows none, 503 while it cannot be asked
     */
    Principal find(String id, Optional<PrincipalType> type) {
        if (id.isBlank() || id.length() > LONGEST) {
            throw notFound(id.substring(0, Math.min(id.length(), LONGEST)));
        }
        try {
            return type.filter(t -> t == PrincipalType.Group).isPresent()
                    ? group(id).orElseThrow(() -> notFound(id))
                    : account(id)
                            .or(() -> type.isEmpty() ? group(id) : Optional.empty())
                            .orElseThrow(() -> notFound(id));
        } catch (DirectoryUnavailable e) {
            throw new BancadaException(ErrorCode.UNAVAILABLE, FIELD, e.why());
        }
    }

    private Optional<Principal> account(String id) {
        return people.findNow(id).map(Principals::principal);
    }

    private Optional<Principal> group(String idOrName) {
        return people.groupNow(idOrName).map(Principals::principal);
    }

    static Principal principal(Person person) {
        return person.userName().startsWith(CLIENT)
                ? new Principal(
                        PrincipalType.ServicePrincipal,
                        person.objectId(),
                        person.objectId(),
                        person.userName().substring(CLIENT.length()))
                : new Principal(PrincipalType.User, person.objectId(), person.objectId(), person.name());
    }

    static Principal principal(DirectoryGroup group) {
        return new Principal(PrincipalType.Group, group.name(), group.id(), group.name());
    }

    private static BancadaException notFound(String id) {
        return new BancadaException(ErrorCode.PRINCIPAL_NOT_FOUND, FIELD, Message.of("refused.principal", id));
    }
}
