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

/** Locks at a compute. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}" + ArmPaths.LOCKS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ComputeLocksResource extends ScopedLocks {
    @Inject
    public ComputeLocksResource(LockService locks, ArmContext arm) {
        super(locks, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ComputeLocksResource() {
        this(null, null);
    }

    @Override
    protected Scope scope(ArmContext request) {
        return request.workspace().compute(request.path("computeName"));
    }
}
