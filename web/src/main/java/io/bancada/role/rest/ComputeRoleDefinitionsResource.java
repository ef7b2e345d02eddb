package io.bancada.role.rest;

import io.bancada.role.service.RoleDefinitionService;
import io.bancada.web.ArmContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Role definitions at a compute. */
@Path(RolePaths.COMPUTE + RolePaths.DEFINITIONS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ComputeRoleDefinitionsResource extends RoleDefinitionsResource {
    @Inject
    public ComputeRoleDefinitionsResource(RoleDefinitionService roles, ArmContext arm) {
        super(roles, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ComputeRoleDefinitionsResource() {
        this(null, null);
    }
}
