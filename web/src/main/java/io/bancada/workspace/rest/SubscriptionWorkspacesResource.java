package io.bancada.workspace.rest;

import io.bancada.web.ArmContext;
import io.bancada.web.ArmPaths;
import io.bancada.web.ListResponse;
import io.bancada.workspace.service.WorkspaceService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Workspaces_ListBySubscription. */
@Path(ArmPaths.SUBSCRIPTION_PROVIDER + "/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubscriptionWorkspacesResource {
    private final WorkspaceService workspaces;
    private final ArmContext arm;

    @Inject
    public SubscriptionWorkspacesResource(WorkspaceService workspaces, ArmContext arm) {
        this.workspaces = workspaces;
        this.arm = arm;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public SubscriptionWorkspacesResource() {
        this(null, null);
    }

    @GET
    public ListResponse<WorkspaceResponse> list() {
        return arm.list(
                workspaces.list(arm.caller(), arm.subscription(), Optional.empty(), arm.page()),
                WorkspaceResponse::from);
    }
}
