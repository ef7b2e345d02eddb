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

/** How long a compute instance may be idle before it is stopped; ARM has it in previews. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/updateIdleShutdownSetting")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class IdleShutdownSettingResource {
    private final IdleService idleness;
    private final ArmContext arm;

    @Inject
    public IdleShutdownSettingResource(IdleService idleness, ArmContext arm) {
        this.idleness = idleness;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public IdleShutdownSettingResource() {
        this(null, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public IdleEvidenceResponse update(IdleShutdownSetting setting) {
        return IdleEvidenceResponse.from(
                idleness.update(arm.caller(), arm.workspace(), arm.path("computeName"), setting.time("")));
    }
}
