package io.bancada.access.service;

import io.bancada.access.model.ActionKind;
import io.bancada.access.model.Caller;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.Scope;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The one decision point. Default deny: what no role of the caller allows at the scope or above it is refused, whether
 * or not the thing exists. Assignments are read anew for each decision, so that a removed role ends at once.
 */
@ApplicationScoped
public class Access {
    private final RoleAssignmentRepository assignments;
    private final Roles roles;
    private final Locks locks;

    @Inject
    public Access(RoleAssignmentRepository assignments, Roles roles, Locks locks) {
        this.assignments = assignments;
        this.roles = roles;
        this.locks = locks;
    }

    @SuppressWarnings("NullAway")
    protected Access() {
        this(null, null, null);
    }

    /**
     * Goes on only when the caller may do this here, and no lock stands against it: that is decided by the kind of the
     * action, so that a use case which requires its action cannot pass a lock by.
     *
     * @param action such as {@link Actions#COMPUTE_WRITE}
     * @throws BancadaException 403 AuthorizationFailed when no role of the caller allows it, 409 ScopeLocked
     */
    public void require(Caller caller, String action, Scope scope) {
        require(caller, action, ActionKind.of(action), scope);
    }

    /**
     * The same, where the action's name does not say what is done: a look that only those may take who may change, or an
     * end that ARM calls a write.
     */
    public void require(Caller caller, String action, ActionKind kind, Scope scope) {
        if (!allows(caller, action, scope)) {
            throw refusal(caller, action, scope);
        }
        if (!caller.isProduct()) {
            locks.require(kind, scope);
        }
    }

    /** The same decision, for what a page shows. */
    public boolean allows(Caller caller, String action, Scope scope) {
        return caller.isProduct()
                || assignments.heldBy(caller).stream().anyMatch(a -> a.scope().covers(scope) && allows(a, action));
    }

    /**
     * For what is no secret from anyone who holds a role at the scope, above or below it: that the scope exists, what a
     * location offers and how full it is.
     *
     * @throws BancadaException 403 AuthorizationFailed when the caller holds no role there at all
     */
    public void requireMember(Caller caller, String action, Scope scope) {
        if (!member(caller, scope)) {
            throw refusal(caller, action, scope);
        }
    }

    /** Whether the caller holds any role at the scope, above or below it. */
    public boolean member(Caller caller, Scope scope) {
        return caller.isProduct()
                || assignments.heldBy(caller).stream()
                        .anyMatch(a -> a.scope().covers(scope) || scope.covers(a.scope()));
    }

    /**
     * For what gives somebody a way in that lasts: a person does that themselves, never a program on their compute
     * instance, which could be anybody's that they once installed (S54).
     *
     * @param target the field that the error names
     * @throws BancadaException 403 for such a program
     */
    public void requireNoProgram(Caller caller, String target) {
        if (caller.isInstanceProgram()) {
            throw new BancadaException(ErrorCode.FORBIDDEN, target, Message.of("refused.byProgram"));
        }
    }

    private boolean allows(RoleAssignment assignment, String action) {
        return roles.find(assignment.role()).map(r -> r.allows(action)).orElse(false);
    }

    private static BancadaException refusal(Caller caller, String action, Scope scope) {
        return new BancadaException(
                ErrorCode.FORBIDDEN,
                scope.id(),
                "The client '" + caller.userName() + "' with object id '" + caller.subject()
                        + "' does not have authorization to perform action '" + action + "' over scope '" + scope.id()
                        + "'. Ask an owner of the workspace for a role that allows it.");
    }
}
