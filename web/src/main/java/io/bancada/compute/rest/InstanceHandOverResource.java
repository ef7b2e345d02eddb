package io.bancada.compute.rest;

import io.bancada.compute.service.InstanceHandOverService;
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

/** Another person for a stopped instance, which Azure does not have. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/handOver")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class InstanceHandOverResource {
    private final InstanceHandOverService instances;
    private final ArmContext arm;

    @Inject
    public InstanceHandOverResource(InstanceHandOverService instances, ArmContext arm) {
        this.instances = instances;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public InstanceHandOverResource() {
        this(null, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response handOver(HandOverRequest body) {
        var accepted = instances.handOver(arm.caller(), arm.workspace(), arm.path("computeName"), body.person());
        return arm.accepted(accepted.operation(), accepted.resource().location());
    }
}
