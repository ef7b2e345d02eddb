package io.bancada.role.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Principal;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.RoleDefinition;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.service.KnownActions;
import io.bancada.access.service.Roles;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.person.service.DirectoryUnavailable;
import io.bancada.person.service.People;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Answers "why can ana do this?", for whoever may see who holds what. */
@ApplicationScoped
public class AccessCheckService {
    private final Principals principals;
    private final People people;
    private final RoleAssignmentRepository assignments;
    private final Roles roles;
    private final KnownActions known;
    private final Access access;

    @Inject
    public AccessCheckService(
            Principals principals,
            People people,
            RoleAssignmentRepository assignments,
            Roles roles,
            KnownActions known,
            Access access) {
        this.principals = principals;
        this.people = people;
        this.assignments = assignments;
        this.roles = roles;
        this.known = known;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected AccessCheckService() {
        this(null, null, null, null, null, null);
    }

    /**
     * Whether the person or client may do this at the scope, with the groups that the directory has them in now.
     *
     * @param objectId of a person or of a client's own account, or the id or name of a group
     * @throws BancadaException 400 for an action or a principal that is not known, 503 while the directory cannot be asked
     */
    public AccessVerdict check(Caller caller, Scope scope, String objectId, String action) {
        access.require(caller, Actions.ROLE_ASSIGNMENTS_READ, scope);
        var named = known.all().stream()
                .filter(a -> a.equalsIgnoreCase(action))
                .findFirst()
                .orElseThrow(() -> BancadaException.invalid("action", Message.of("refused.noAction", action)));
        var principal = principals.find(objectId, Optional.empty());
        var lines = assignments.heldBy(as(principal)).stream()
                .filter(a -> a.scope().covers(scope))
                .map(a -> line(a, named))
                .sorted(Comparator.comparing((AccessVerdict.Line l) -> !l.allows())
                        .thenComparing(l -> l.assignment().scope().key())
                        .thenComparing(l -> l.assignment().roleName()))
                .toList();
        return new AccessVerdict(principal, named, scope, lines);
    }

    /** A group is looked at as one member of it alone. */
    private Caller as(Principal principal) {
        return new Caller(
                principal.type() == PrincipalType.Group ? "" : principal.key(),
                principal.name(),
                principal.name(),
                principal.type() == PrincipalType.Group ? Set.of(principal.key()) : groups(principal),
                "");
    }

    private Set<String> groups(Principal principal) {
        try {
            return people.groupsNow(principal.key());
        } catch (DirectoryUnavailable e) {
            throw new BancadaException(ErrorCode.UNAVAILABLE, "principalId", e.why());
        }
    }

    private AccessVerdict.Line line(RoleAssignment assignment, String action) {
        var role = roles.find(assignment.role());
        return new AccessVerdict.Line(
                RoleAssignmentDetails.of(
                        assignment, role.map(RoleDefinition::roleName).orElse(assignment.role())),
                role.flatMap(r -> r.allowedBy(action)),
                role.flatMap(r -> r.takenBackBy(action)));
    }
}
