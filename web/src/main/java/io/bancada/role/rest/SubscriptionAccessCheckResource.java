package io.bancada.role.rest;

import io.bancada.role.service.AccessCheckService;
import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What somebody may do at the subscription. */
@Path(ArmPaths.SUBSCRIPTION + RolePaths.CHECK)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubscriptionAccessCheckResource extends AccessCheckResource {
    @Inject
    public SubscriptionAccessCheckResource(AccessCheckService checks, ArmContext arm) {
        super(checks, arm);
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public SubscriptionAccessCheckResource() {
        this(null, null);
    }
}
