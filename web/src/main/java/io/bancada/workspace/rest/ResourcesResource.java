package io.bancada.workspace.rest;

import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import io.bancada.workspace.service.WorkspaceService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Resources_List: what there is of all kinds. As on Azure, what lies in a workspace is not listed. */
@Path(ArmPaths.SUBSCRIPTION + "/resources")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ResourcesResource {
    private final WorkspaceService workspaces;
    private final ArmContext arm;

    @Inject
    public ResourcesResource(WorkspaceService workspaces, ArmContext arm) {
        this.workspaces = workspaces;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ResourcesResource() {
        this(null, null);
    }

    @GET
    public ListResponse<GenericResourceResponse> list() {
        return GenericResourceResponse.list(
                arm, workspaces.list(arm.caller(), arm.subscription(), Optional.empty(), arm.page()));
    }
}
