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

/** Locks at a resource group. */
@Path(ArmPaths.GROUP + ArmPaths.LOCKS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class GroupLocksResource extends ScopedLocks {
    @Inject
    public GroupLocksResource(LockService locks, ArmContext arm) {
        super(locks, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public GroupLocksResource() {
        this(null, null);
    }

    @Override
    protected Scope scope(ArmContext request) {
        return new Scope(
                "/subscriptions/" + request.subscription() + "/resourceGroups/" + request.path("resourceGroupName"));
    }
}
