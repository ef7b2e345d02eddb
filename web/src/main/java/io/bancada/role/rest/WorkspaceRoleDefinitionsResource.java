package io.bancada.role.rest;

import io.bancada.role.service.RoleDefinitionService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Role definitions at a workspace. */
@Path(ArmPaths.WORKSPACE + RolePaths.DEFINITIONS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WorkspaceRoleDefinitionsResource extends RoleDefinitionsResource {
    @Inject
    public WorkspaceRoleDefinitionsResource(RoleDefinitionService roles, ArmContext arm) {
        super(roles, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public WorkspaceRoleDefinitionsResource() {
        this(null, null);
    }
}
