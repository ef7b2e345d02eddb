package io.bancada.role.rest;

import io.bancada.role.service.RoleAssignmentService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Role assignments at the subscription. */
@Path(ArmPaths.SUBSCRIPTION + RolePaths.ASSIGNMENTS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubscriptionRoleAssignmentsResource extends RoleAssignmentsResource {
    @Inject
    public SubscriptionRoleAssignmentsResource(RoleAssignmentService assignments, ArmContext arm) {
        super(assignments, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public SubscriptionRoleAssignmentsResource() {
        this(null, null);
    }
}
