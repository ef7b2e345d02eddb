package io.bancada.cost.rest;

import io.bancada.cost.service.CostService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What a compute has cost. */
@Path(ArmPaths.WORKSPACE + "/computes/{computeName}/costs")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CostsResource {
    private final CostService costs;
    private final ArmContext arm;

    @Inject
    public CostsResource(CostService costs, ArmContext arm) {
        this.costs = costs;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public CostsResource() {
        this(null, null);
    }

    @GET
    public CostsResponse get() {
        return CostsResponse.from(costs.of(arm.caller(), arm.workspace(), arm.path("computeName")));
    }
}
