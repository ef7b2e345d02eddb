package io.bancada.workspace.rest;

import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import io.bancada.workspace.service.ResourceGroupService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** ResourceGroups. */
@Path(ArmPaths.SUBSCRIPTION + "/resourceGroups")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ResourceGroupsResource {
    private final ResourceGroupService groups;
    private final ArmContext arm;

    @Inject
    public ResourceGroupsResource(ResourceGroupService groups, ArmContext arm) {
        this.groups = groups;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ResourceGroupsResource() {
        this(null, null);
    }

    @GET
    public ListResponse<ResourceGroupResponse> list() {
        return arm.list(groups.list(arm.caller(), arm.subscription(), arm.page()), ResourceGroupResponse::from);
    }

    @GET
    @Path("{resourceGroupName}")
    public ResourceGroupResponse get() {
        return ResourceGroupResponse.from(groups.get(arm.caller(), arm.subscription(), name()));
    }

    @HEAD
    @Path("{resourceGroupName}")
    public Response exists() {
        groups.get(arm.caller(), arm.subscription(), name());
        return Response.noContent().build();
    }

    @PUT
    @Path("{resourceGroupName}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(ResourceGroupResponse.class)
    public Response put(ResourceGroupRequest request) {
        var put =
                groups.put(arm.caller(), arm.subscription(), name(), request.requiredLocation(), request.checkedTags());
        return Response.status(put.getValue() ? Response.Status.CREATED : Response.Status.OK)
                .entity(ResourceGroupResponse.from(put.getKey()))
                .build();
    }

    @DELETE
    @Path("{resourceGroupName}")
    public Response delete() {
        var was = groups.delete(arm.caller(), arm.subscription(), name());
        return Response.status(was ? Response.Status.OK : Response.Status.NO_CONTENT)
                .build();
    }

    private String name() {
        return arm.path("resourceGroupName");
    }
}
