package io.bancada.access.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.RoleDefinition;
import io.bancada.access.model.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Says who holds which role. */
@ApplicationScoped
public class AccessReview {
    private final RoleAssignmentRepository assignments;
    private final Roles roles;
    private final Access access;

    @Inject
    public AccessReview(RoleAssignmentRepository assignments, Roles roles, Access access) {
        this.assignments = assignments;
        this.roles = roles;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected AccessReview() {
        this(null, null, null);
    }

    /** What the caller holds, as a person, through groups and through the client. Everyone may know that of themselves. */
    public List<HeldRole> mine(Caller caller) {
        return held(assignments.heldBy(caller).stream());
    }

    /** All roles that hold at the scope. */
    public List<HeldRole> at(Caller caller, Scope scope) {
        access.require(caller, Actions.ROLE_ASSIGNMENTS_READ, scope);
        return held(assignments.all().stream().filter(a -> a.scope().covers(scope)));
    }

    private List<HeldRole> held(Stream<RoleAssignment> found) {
        return found.map(a -> new HeldRole(
                        roles.find(a.role()).map(RoleDefinition::roleName).orElse(a.role()),
                        a.scope(),
                        a.principalType(),
                        a.principal(),
                        a.createdAt()))
                .sorted(Comparator.comparing((HeldRole r) -> r.scope().id())
                        .thenComparing(HeldRole::role)
                        .thenComparing(HeldRole::principal))
                .toList();
    }
}
