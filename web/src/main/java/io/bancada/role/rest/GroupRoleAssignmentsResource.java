package io.bancada.role.rest;

import io.bancada.role.service.RoleAssignmentService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Role assignments at a resource group. */
@Path(ArmPaths.GROUP + RolePaths.ASSIGNMENTS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class GroupRoleAssignmentsResource extends RoleAssignmentsResource {
    @Inject
    public GroupRoleAssignmentsResource(RoleAssignmentService assignments, ArmContext arm) {
        super(assignments, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public GroupRoleAssignmentsResource() {
        this(null, null);
    }
}
