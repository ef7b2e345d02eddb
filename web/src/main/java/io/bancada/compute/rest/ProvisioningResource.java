package io.bancada.compute.rest;

import io.bancada.compute.service.ProvisionService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How fast nodes of a compute come. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/provisioning")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ProvisioningResource {
    private final ProvisionService provisioning;
    private final ArmContext arm;

    @Inject
    public ProvisioningResource(ProvisionService provisioning, ArmContext arm) {
        this.provisioning = provisioning;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ProvisioningResource() {
        this(null, null);
    }

    @GET
    public ProvisioningResponse get() {
        return ProvisioningResponse.from(provisioning.of(arm.caller(), arm.workspace(), arm.path("computeName")));
    }
}
