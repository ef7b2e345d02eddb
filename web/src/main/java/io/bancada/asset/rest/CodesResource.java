package io.bancada.asset.rest;

import io.bancada.asset.service.CodeService;
import io.bancada.asset.service.Registered;
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

/** CodeContainers. */
@Path(ArmPaths.WORKSPACE + "/codes")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CodesResource {
    private final CodeService codes;
    private final ArmContext arm;

    @Inject
    public CodesResource(CodeService codes, ArmContext arm) {
        this.codes = codes;
        this.arm = arm;
    }

    @SuppressWarnings("NullAway")
    public CodesResource() {
        this(null, null);
    }

    @GET
    public ListResponse<AssetContainerResponse> list() {
        return arm.list(codes.list(arm.caller(), arm.workspace(), arm.page()), AssetContainerResponse::from);
    }

    @GET
    @Path("{name}")
    public AssetContainerResponse get() {
        return AssetContainerResponse.from(codes.get(arm.caller(), arm.workspace(), arm.path("name")));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Answers(AssetContainerResponse.class)
    public Response put(AssetContainerRequest request) {
        return answer(codes.put(arm.caller(), arm.workspace(), arm.path("name"), request.texts())
                .map(AssetContainerResponse::from));
    }

    @DELETE
    @Path("{name}")
    public Response delete() {
        var deleted = codes.delete(arm.caller(), arm.workspace(), arm.path("name"));
        return deleted ? Response.ok().build() : Response.noContent().build();
    }

    /** 201 for what is new, 200 for what was there. */
    static Response answer(Registered<?> registered) {
        return Response.status(registered.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(registered.details())
                .build();
    }
}
