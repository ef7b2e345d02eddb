package io.bancada.role.rest;

import io.bancada.role.service.AccessCheckService;
import io.bancada.web.ArmContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What somebody may do at a compute. */
@Path(RolePaths.COMPUTE + RolePaths.CHECK)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ComputeAccessCheckResource extends AccessCheckResource {
    @Inject
    public ComputeAccessCheckResource(AccessCheckService checks, ArmContext arm) {
        super(checks, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ComputeAccessCheckResource() {
        this(null, null);
    }
}
