package io.bancada.compute.rest;

import io.bancada.compute.service.IdleService;
import io.bancada.error.BancadaException;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmDuration;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a compute instance is stopped when idle, and why it is about to be. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class IdleShutdownResource {
    private final IdleService idleness;
    private final ArmContext arm;

    @Inject
    public IdleShutdownResource(IdleService idleness, ArmContext arm) {
        this.idleness = idleness;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public IdleShutdownResource() {
        this(null, null);
    }

    @GET
    @Path("idleEvidence")
    public IdleEvidenceResponse evidence() {
        return IdleEvidenceResponse.from(idleness.status(arm.caller(), arm.workspace(), name()));
    }

    /** ARM has it in previews. */
    @POST
    @Path("updateIdleShutdownSetting")
    @Consumes(MediaType.APPLICATION_JSON)
    public IdleEvidenceResponse update(IdleShutdownSetting setting) {
        var time = duration("idleTimeBeforeShutdown", setting.idleTimeBeforeShutdown());
        return IdleEvidenceResponse.from(idleness.update(arm.caller(), arm.workspace(), name(), time));
    }

    @POST
    @Path("keepRunning")
    @Consumes(MediaType.APPLICATION_JSON)
    public IdleEvidenceResponse keepRunning(KeepRunningRequest request) {
        var time = duration("duration", request.duration())
                .orElseThrow(() -> BancadaException.invalid("duration", "duration is required; such as PT2H."));
        return IdleEvidenceResponse.from(idleness.keepRunning(arm.caller(), arm.workspace(), name(), time));
    }

    /** A duration; the empty text says none. */
    static Optional<Duration> duration(String field, @Nullable String value) {
        return ArmDuration.parse(field, value == null || value.isEmpty() ? null : value);
    }

    private String name() {
        return arm.path("computeName");
    }
}
