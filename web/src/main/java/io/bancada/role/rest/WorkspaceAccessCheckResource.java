package io.bancada.role.rest;

import io.bancada.role.service.AccessCheckService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What somebody may do at a workspace. */
@Path(ArmPaths.WORKSPACE + RolePaths.CHECK)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WorkspaceAccessCheckResource extends AccessCheckResource {
    @Inject
    public WorkspaceAccessCheckResource(AccessCheckService checks, ArmContext arm) {
        super(checks, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public WorkspaceAccessCheckResource() {
        this(null, null);
    }
}
