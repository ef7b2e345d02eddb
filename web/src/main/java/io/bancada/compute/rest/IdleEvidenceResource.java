package io.bancada.compute.rest;

import io.bancada.compute.service.IdleService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whether a compute instance is idle, and why one thinks so. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/idleEvidence")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class IdleEvidenceResource {
    private final IdleService idleness;
    private final ArmContext arm;

    @Inject
    public IdleEvidenceResource(IdleService idleness, ArmContext arm) {
        this.idleness = idleness;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public IdleEvidenceResource() {
        this(null, null);
    }

    @GET
    public IdleEvidenceResponse get() {
        return IdleEvidenceResponse.from(idleness.status(arm.caller(), arm.workspace(), arm.path("computeName")));
    }
}
