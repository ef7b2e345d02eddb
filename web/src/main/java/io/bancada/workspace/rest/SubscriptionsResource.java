package io.bancada.workspace.rest;

import io.bancada.web.ArmContext;
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

/** Subscriptions: an installation is one. */
@Path("/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubscriptionsResource {
    private final ResourceGroupService groups;
    private final Installation installation;
    private final ArmContext arm;

    @Inject
    public SubscriptionsResource(ResourceGroupService groups, Installation installation, ArmContext arm) {
        this.groups = groups;
        this.installation = installation;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public SubscriptionsResource() {
        this(null, null, null);
    }

    @GET
    public ListResponse<SubscriptionResponse> list() {
        var seen = groups.seesSubscription(arm.caller()) ? List.of(subscription()) : List.<SubscriptionResponse>of();
        return new ListResponse<>(seen, null);
    }

    @GET
    @Path("{subscriptionId}")
    public SubscriptionResponse get() {
        groups.requireSubscription(arm.caller(), arm.subscription());
        return subscription();
    }

    @GET
    @Path("{subscriptionId}/locations")
    public ListResponse<LocationResponse> locations() {
        groups.requireSubscription(arm.caller(), arm.subscription());
        return new ListResponse<>(
                List.of(LocationResponse.of(installation.subscription(), installation.location())), null);
    }

    private SubscriptionResponse subscription() {
        return SubscriptionResponse.of(installation.subscription(), installation.tenant());
    }
}
