package io.bancada.role.rest;

import io.bancada.role.service.RoleAssignmentService;
import io.bancada.web.ArmContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Role assignments at a compute. */
@Path(RolePaths.COMPUTE + RolePaths.ASSIGNMENTS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ComputeRoleAssignmentsResource extends RoleAssignmentsResource {
    @Inject
    public ComputeRoleAssignmentsResource(RoleAssignmentService assignments, ArmContext arm) {
        super(assignments, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ComputeRoleAssignmentsResource() {
        this(null, null);
    }
}
