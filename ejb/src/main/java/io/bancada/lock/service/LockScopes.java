package io.bancada.lock.service;

import io.bancada.access.model.Scope;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What can be locked: the subscription, resource groups, workspaces and computes. */
@ApplicationScoped
public class LockScopes {
    private static final int SUBSCRIPTION = 2;
    private static final int GROUP = 4;
    private static final int WORKSPACE = 8;
    private static final int COMPUTE = 10;

    private final WorkspaceRepository rows;
    private final ComputeRepository computes;
    private final Workspaces workspaces;

    @Inject
    public LockScopes(WorkspaceRepository rows, ComputeRepository computes, Workspaces workspaces) {
        this.rows = rows;
        this.computes = computes;
        this.workspaces = workspaces;
    }

    @SuppressWarnings("NullAway")
    protected LockScopes() {
        this(null, null, null);
    }

    /**
     * The scope in the spelling of what is there.
     *
     * @throws BancadaException 404 where nothing is, 400 where it is nothing that can be locked
     */
    Scope requireThere(Scope scope) {
        var segments = List.of(scope.id().substring(1).split("/", -1));
        if (segments.size() < SUBSCRIPTION) {
            throw unlockable(scope);
        }
        var subscription = segments.get(1);
        workspaces.requireSubscription(subscription);
        return switch (segments.size()) {
            case SUBSCRIPTION -> scope;
            case GROUP -> group(subscription, segments.get(3));
            case WORKSPACE -> workspace(segments).scope();
            case COMPUTE -> compute(workspace(segments), segments.get(9));
            default -> throw unlockable(scope);
        };
    }

    private Scope group(String subscription, String name) {
        var group = rows.findGroup(name)
                .orElseThrow(() -> new BancadaException(
                        ErrorCode.RESOURCE_GROUP_NOT_FOUND, name, "Resource group '" + name + "' could not be found."));
        return new Scope("/subscriptions/" + subscription + "/resourceGroups/" + group.name());
    }

    private WorkspaceId workspace(List<String> segments) {
        return workspaces.armId(workspaces.get(new WorkspaceId(segments.get(1), segments.get(3), segments.get(7))));
    }

    private Scope compute(WorkspaceId workspace, String name) {
        var found = computes.find(workspaces.get(workspace), name)
                .map(Compute::name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name)));
        return workspace.compute(found);
    }

    private static BancadaException unlockable(Scope scope) {
        return BancadaException.invalid(
                "scope",
                "'" + scope + "' cannot be locked; lock the subscription, a resource group, a workspace or a compute.");
    }
}
