package io.bancada.workspace.rest;

import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import io.bancada.workspace.service.ResourceGroupService;
import io.bancada.workspace.service.WorkspaceService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Resources_ListByResourceGroup. */
@Path(ArmPaths.GROUP + "/resources")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class GroupResourcesResource {
    private final WorkspaceService workspaces;
    private final ResourceGroupService groups;
    private final ArmContext arm;

    @Inject
    public GroupResourcesResource(WorkspaceService workspaces, ResourceGroupService groups, ArmContext arm) {
        this.workspaces = workspaces;
        this.groups = groups;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public GroupResourcesResource() {
        this(null, null, null);
    }

    @GET
    public ListResponse<GenericResourceResponse> list() {
        var group = groups.get(arm.caller(), arm.subscription(), arm.path("resourceGroupName"));
        return GenericResourceResponse.list(
                arm, workspaces.list(arm.caller(), arm.subscription(), Optional.of(group.name()), arm.page()));
    }
}
