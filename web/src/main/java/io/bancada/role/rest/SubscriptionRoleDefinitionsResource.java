package io.bancada.role.rest;

import io.bancada.role.service.RoleDefinitionService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Role definitions at the subscription. */
@Path(ArmPaths.SUBSCRIPTION + RolePaths.DEFINITIONS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubscriptionRoleDefinitionsResource extends RoleDefinitionsResource {
    @Inject
    public SubscriptionRoleDefinitionsResource(RoleDefinitionService roles, ArmContext arm) {
        super(roles, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public SubscriptionRoleDefinitionsResource() {
        this(null, null);
    }
}
