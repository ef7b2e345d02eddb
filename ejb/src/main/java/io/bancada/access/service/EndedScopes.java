package io.bancada.access.service;

import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * What was given or locked at a scope ends with it, so that whatever takes its name later starts without either (attack
 * S8). Every use case that removes a resource which can be a scope calls this in its transaction.
 */
@ApplicationScoped
public class EndedScopes {
    private final RoleAssignmentRepository assignments;
    private final ResourceLockRepository locks;

    @Inject
    public EndedScopes(RoleAssignmentRepository assignments, ResourceLockRepository locks) {
        this.assignments = assignments;
        this.locks = locks;
    }

    @SuppressWarnings("NullAway")
    protected EndedScopes() {
        this(null, null);
    }

    /** Forgets the role assignments and the locks of the scope and of everything in it. */
    public void forget(Scope scope) {
        assignments.removeBelow(scope);
        locks.removeBelow(scope);
    }
}
