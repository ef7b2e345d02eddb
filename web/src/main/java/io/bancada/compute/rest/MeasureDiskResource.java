package io.bancada.compute.rest;

import io.bancada.compute.service.DiskService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Has the disk of a compute instance measured soon. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/measureDisk")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class MeasureDiskResource {
    private final DiskService disks;
    private final ArmContext arm;

    @Inject
    public MeasureDiskResource(DiskService disks, ArmContext arm) {
        this.disks = disks;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public MeasureDiskResource() {
        this(null, null);
    }

    @POST
    public DiskUseResponse measure() {
        return DiskUseResponse.from(disks.measure(arm.caller(), arm.workspace(), arm.path("computeName")));
    }
}
