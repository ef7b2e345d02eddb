package io.bancada.compute.rest;

import io.bancada.compute.service.IdleService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Keeps a compute instance running for some time, idle or not. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/keepRunning")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class KeepRunningResource {
    private final IdleService idleness;
    private final ArmContext arm;

    @Inject
    public KeepRunningResource(IdleService idleness, ArmContext arm) {
        this.idleness = idleness;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public KeepRunningResource() {
        this(null, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public IdleEvidenceResponse keep(KeepRunningRequest request) {
        return IdleEvidenceResponse.from(
                idleness.keepRunning(arm.caller(), arm.workspace(), arm.path("computeName"), request.time()));
    }
}
