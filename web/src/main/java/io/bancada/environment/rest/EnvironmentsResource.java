package io.bancada.environment.rest;

import io.bancada.asset.rest.AssetContainerRequest;
import io.bancada.asset.rest.AssetContainerResponse;
import io.bancada.asset.rest.AssetLists;
import io.bancada.environment.service.EnvironmentService;
import io.bancada.web.Answers;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** EnvironmentContainers and EnvironmentVersions. */
@Path(ArmPaths.WORKSPACE + "/environments")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EnvironmentsResource {
    private final EnvironmentService environments;
    private final ArmContext arm;

    @Inject
    public EnvironmentsResource(EnvironmentService environments, ArmContext arm) {
        this.environments = environments;
        this.arm = arm;
    }

    @SuppressWarnings("NullAway")
    public EnvironmentsResource() {
        this(null, null);
    }

    @GET
    public ListResponse<AssetContainerResponse> list() {
        var page = environments.list(arm.caller(), arm.workspace(), AssetLists.archived(arm), arm.page());
        return arm.list(page, AssetContainerResponse::from);
    }

    @GET
    @Path("{name}")
    public AssetContainerResponse get() {
        return AssetContainerResponse.from(environments.get(arm.caller(), arm.workspace(), name()));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(AssetContainerResponse.class)
    public Response put(AssetContainerRequest request) {
        var put = environments.put(arm.caller(), arm.workspace(), name(), request.texts());
        return answer(put.created(), AssetContainerResponse.from(put.details()));
    }

    @DELETE
    @Path("{name}")
    public Response delete() {
        return deleted(environments.delete(arm.caller(), arm.workspace(), name()));
    }

    @GET
    @Path("{name}/versions")
    public ListResponse<EnvironmentVersionResponse> listVersions() {
        var page = environments.listVersions(
                arm.caller(),
                arm.workspace(),
                name(),
                AssetLists.newestFirst(arm),
                AssetLists.archived(arm),
                arm.page());
        return arm.list(page, EnvironmentVersionResponse::from);
    }

    @GET
    @Path("{name}/versions/{version}")
    public EnvironmentVersionResponse getVersion() {
        return EnvironmentVersionResponse.from(
                environments.getVersion(arm.caller(), arm.workspace(), name(), version()));
    }

    @PUT
    @Path("{name}/versions/{version}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(EnvironmentVersionResponse.class)
    public Response putVersion(EnvironmentVersionBody body) {
        var put = environments.putVersion(arm.caller(), arm.workspace(), name(), version(), body.request());
        return answer(put.created(), EnvironmentVersionResponse.from(put.details()));
    }

    @DELETE
    @Path("{name}/versions/{version}")
    public Response deleteVersion() {
        return deleted(environments.deleteVersion(arm.caller(), arm.workspace(), name(), version()));
    }

    private static Response answer(boolean created, Object body) {
        return Response.status(created ? Response.Status.CREATED : Response.Status.OK)
                .entity(body)
                .build();
    }

    private static Response deleted(boolean was) {
        return was ? Response.ok().build() : Response.noContent().build();
    }

    private String name() {
        return arm.path("name");
    }

    private String version() {
        return arm.path("version");
    }
}
