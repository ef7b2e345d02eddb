package io.bancada.workspace.rest;

import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import io.bancada.workspace.service.WorkspaceService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Workspaces. They are made and deleted at once: there is nothing to poll. */
@Path(ArmPaths.GROUP_PROVIDER + "/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WorkspacesResource {
    private final WorkspaceService workspaces;
    private final ArmContext arm;

    @Inject
    public WorkspacesResource(WorkspaceService workspaces, ArmContext arm) {
        this.workspaces = workspaces;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public WorkspacesResource() {
        this(null, null);
    }

    @GET
    public ListResponse<WorkspaceResponse> listByResourceGroup() {
        var group = Optional.of(arm.path("resourceGroupName"));
        return arm.list(workspaces.list(arm.caller(), arm.subscription(), group, arm.page()), WorkspaceResponse::from);
    }

    @GET
    @Path("{workspaceName}")
    public WorkspaceResponse get() {
        return WorkspaceResponse.from(workspaces.get(arm.caller(), arm.workspace()));
    }

    @PUT
    @Path("{workspaceName}")
    @Consumes(MediaType.APPLICATION_JSON)
    public WorkspaceResponse put(WorkspaceBody body) {
        return WorkspaceResponse.from(workspaces.put(arm.caller(), arm.workspace(), body.creation()));
    }

    @PATCH
    @Path("{workspaceName}")
    @Consumes(MediaType.APPLICATION_JSON)
    public WorkspaceResponse patch(WorkspaceBody body) {
        return WorkspaceResponse.from(workspaces.patch(arm.caller(), arm.workspace(), body.change()));
    }

    @DELETE
    @Path("{workspaceName}")
    public Response delete() {
        var was = workspaces.delete(arm.caller(), arm.workspace());
        return Response.status(was ? Response.Status.OK : Response.Status.NO_CONTENT)
                .build();
    }
}
