package io.bancada.workspace.service;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;

/** Finds the workspace of a request, once access to it is decided. */
@ApplicationScoped
public class Workspaces {
    private final WorkspaceRepository workspaces;
    private final Installation installation;

    @Inject
    public Workspaces(WorkspaceRepository workspaces, Installation installation) {
        this.workspaces = workspaces;
        this.installation = installation;
    }

    @SuppressWarnings("NullAway")
    protected Workspaces() {
        this(null, null);
    }

    /**
     * The workspace with this id.
     *
     * @throws BancadaException 404 saying which of subscription, resource group and workspace there is none of
     */
    public Workspace get(WorkspaceId id) {
        requireSubscription(id.subscription());
        return workspaces.find(id).orElseThrow(() -> {
            if (workspaces.findGroup(id.resourceGroup()).isEmpty()) {
                return new BancadaException(
                        ErrorCode.RESOURCE_GROUP_NOT_FOUND,
                        id.groupArm(),
                        "Resource group '" + id.resourceGroup() + "' could not be found.");
            }
            return BancadaException.notFound(id.arm());
        });
    }

    /**
     * Goes on only for the one subscription there is.
     *
     * @throws BancadaException 404 SubscriptionNotFound
     */
    public void requireSubscription(String subscription) {
        if (!installation.subscription().equalsIgnoreCase(subscription)) {
            throw new BancadaException(
                    ErrorCode.SUBSCRIPTION_NOT_FOUND,
                    "/subscriptions/" + subscription,
                    "The subscription '" + subscription + "' could not be found; this installation has '"
                            + installation.subscription() + "'.");
        }
    }

    /** The ARM id of a row. */
    public WorkspaceId armId(Workspace workspace) {
        return workspace.armId(installation.subscription());
    }

    /** The directory of the workspace's share: {@code Users/}, {@code jobs/}. */
    public Path share(Workspace workspace) {
        return installation.home().resolve("share").resolve(workspace.uid().toString());
    }
}
