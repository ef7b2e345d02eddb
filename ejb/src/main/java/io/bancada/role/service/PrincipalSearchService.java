package io.bancada.role.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Principal;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.People;
import io.bancada.person.service.PersonService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom a role can be given to, for whoever may see who holds what. */
@ApplicationScoped
public class PrincipalSearchService {
    /** The most groups of one answer. */
    public static final int MOST_GROUPS = 10;

    private final PersonService persons;
    private final Principals principals;
    private final People people;
    private final Access access;

    @Inject
    public PrincipalSearchService(PersonService persons, Principals principals, People people, Access access) {
        this.persons = persons;
        this.principals = principals;
        this.people = people;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected PrincipalSearchService() {
        this(null, null, null, null);
    }

    /**
     * People whose names begin so, then groups in whose names the text stands.
     *
     * @throws BancadaException 400 for a text that is too short or too long, 429 for too many searches, 503 while the
     *     directory cannot be asked
     */
    public List<Principal> search(Caller caller, Scope scope, String text) {
        access.require(caller, Actions.ROLE_ASSIGNMENTS_READ, scope);
        var found = persons.searchAll(caller, text);
        try {
            return Stream.concat(
                            found.stream().map(Principals::principal),
                            people.searchGroups(text.strip(), MOST_GROUPS).stream()
                                    .map(Principals::principal))
                    .toList();
        } catch (DirectoryUnavailable e) {
            throw new BancadaException(ErrorCode.UNAVAILABLE, "search", e.why());
        }
    }

    /** Who that is, for a page to say; empty where the directory knows none by this id, or cannot be asked. */
    public Optional<Principal> find(Caller caller, Scope scope, String id) {
        access.require(caller, Actions.ROLE_ASSIGNMENTS_READ, scope);
        try {
            return Optional.of(principals.find(id, Optional.empty()));
        } catch (BancadaException e) {
            return Optional.empty();
        }
    }
}
