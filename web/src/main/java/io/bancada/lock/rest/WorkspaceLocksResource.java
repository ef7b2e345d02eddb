package io.bancada.lock.rest;

import io.bancada.access.model.Scope;
import io.bancada.lock.service.LockService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Locks at a workspace. */
@Path(ArmPaths.WORKSPACE + ArmPaths.LOCKS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WorkspaceLocksResource extends ScopedLocks {
    @Inject
    public WorkspaceLocksResource(LockService locks, ArmContext arm) {
        super(locks, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public WorkspaceLocksResource() {
        this(null, null);
    }

    @Override
    protected Scope scope(ArmContext request) {
        return request.workspace().scope();
    }
}
