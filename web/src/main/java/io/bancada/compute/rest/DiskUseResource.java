package io.bancada.compute.rest;

import io.bancada.compute.service.DiskService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How full the disk of a compute instance is. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/diskUse")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DiskUseResource {
    private final DiskService disks;
    private final ArmContext arm;

    @Inject
    public DiskUseResource(DiskService disks, ArmContext arm) {
        this.disks = disks;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public DiskUseResource() {
        this(null, null);
    }

    @GET
    public DiskUseResponse get() {
        return DiskUseResponse.from(disks.status(arm.caller(), arm.workspace(), arm.path("computeName")));
    }
}
