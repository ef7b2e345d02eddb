package io.bancada.compute.rest;

import io.bancada.compute.service.InstanceResizeService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Another size for a stopped instance, as a preview of Azure's API has it. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/resize")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class InstanceResizeResource {
    private final InstanceResizeService instances;
    private final ArmContext arm;

    @Inject
    public InstanceResizeResource(InstanceResizeService instances, ArmContext arm) {
        this.instances = instances;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public InstanceResizeResource() {
        this(null, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response resize(ResizeRequest body) {
        var accepted = instances.resize(arm.caller(), arm.workspace(), arm.path("computeName"), body.targetVMSize());
        return arm.accepted(accepted.operation(), accepted.resource().location());
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public ResizePreviewResponse preview(ResizeRequest body) {
        return ResizePreviewResponse.from(
                instances.preview(arm.caller(), arm.workspace(), arm.path("computeName"), body.targetVMSize()));
    }
}
