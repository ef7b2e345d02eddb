package io.bancada.role.rest;

import io.bancada.role.service.RoleDefinitionService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Role definitions at a resource group. */
@Path(ArmPaths.GROUP + RolePaths.DEFINITIONS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class GroupRoleDefinitionsResource extends RoleDefinitionsResource {
    @Inject
    public GroupRoleDefinitionsResource(RoleDefinitionService roles, ArmContext arm) {
        super(roles, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public GroupRoleDefinitionsResource() {
        this(null, null);
    }
}
