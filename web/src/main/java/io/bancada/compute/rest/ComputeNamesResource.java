package io.bancada.compute.rest;

import io.bancada.compute.service.ComputeService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * checkComputeNameAvailability: ARM has the right to do it but no operation for it in the public API; here it is an
 * action of the workspace.
 */
@Path(ArmPaths.WORKSPACE + "/checkComputeNameAvailability")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ComputeNamesResource {
    private final ComputeService computes;
    private final ArmContext arm;

    @Inject
    public ComputeNamesResource(ComputeService computes, ArmContext arm) {
        this.computes = computes;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ComputeNamesResource() {
        this(null, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CheckNameResponse check(CheckNameRequest request) {
        return CheckNameResponse.from(computes.checkName(arm.caller(), arm.workspace(), request.required()));
    }
}
