package io.bancada.catalog.rest;

import io.bancada.web.ApiVersions;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.ResourceGroupService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Providers: az and the SDKs ask which api-version to speak. */
@Path(ArmPaths.SUBSCRIPTION + "/providers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ProvidersResource {
    private final ResourceGroupService groups;
    private final Installation installation;
    private final ArmContext arm;

    @Inject
    public ProvidersResource(ResourceGroupService groups, Installation installation, ArmContext arm) {
        this.groups = groups;
        this.installation = installation;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ProvidersResource() {
        this(null, null, null);
    }

    @GET
    public ListResponse<ProviderResponse> list() {
        return new ListResponse<>(List.of(get()), null);
    }

    @GET
    @Path("Microsoft.MachineLearningServices")
    public ProviderResponse get() {
        groups.requireSubscription(arm.caller(), arm.subscription());
        return ProviderResponse.of(installation.subscription(), installation.location(), ApiVersions.MACHINE_LEARNING);
    }
}
