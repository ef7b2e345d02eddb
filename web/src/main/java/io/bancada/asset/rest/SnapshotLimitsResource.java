package io.bancada.asset.rest;

import io.bancada.asset.service.CodeUploadService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The limits of a code snapshot, so that a client can see before it uploads whether its folder fits. */
@Path(ArmPaths.WORKSPACE + "/snapshotLimits")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SnapshotLimitsResource {
    private final CodeUploadService uploads;
    private final ArmContext arm;

    @Inject
    public SnapshotLimitsResource(CodeUploadService uploads, ArmContext arm) {
        this.uploads = uploads;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public SnapshotLimitsResource() {
        this(null, null);
    }

    @GET
    public SnapshotLimitsResponse get() {
        return SnapshotLimitsResponse.from(uploads.limits(arm.caller(), arm.workspace()));
    }
}
