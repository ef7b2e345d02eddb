package io.bancada.catalog.rest;

import io.bancada.catalog.service.CatalogService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** VirtualMachineSizes. */
@Path(ArmPaths.LOCATION + "/vmSizes")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class VmSizesResource {
    private final CatalogService catalog;
    private final ArmContext arm;

    @Inject
    public VmSizesResource(CatalogService catalog, ArmContext arm) {
        this.catalog = catalog;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public VmSizesResource() {
        this(null, null);
    }

    @GET
    public ListResponse<VmSizeResponse> list() {
        var offers = catalog.vmSizes(arm.caller(), arm.subscription(), arm.path("location"));
        return new ListResponse<>(offers.stream().map(VmSizeResponse::from).toList(), null);
    }
}
