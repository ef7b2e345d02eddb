package io.bancada.compute.service;

import io.bancada.access.model.Scope;
import io.bancada.access.service.LockChanged;
import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Lets clusters look again when a lock on them was set or taken away: scaling goes on by itself (D18). */
@ApplicationScoped
public class LockedClusters {
    private final ComputeRepository computes;
    private final Workspaces workspaces;
    private final ResourceChanges changes;
    private final Event<ComputeWoken> woken;

    @Inject
    public LockedClusters(
            ComputeRepository computes, Workspaces workspaces, ResourceChanges changes, Event<ComputeWoken> woken) {
        this.computes = computes;
        this.workspaces = workspaces;
        this.changes = changes;
        this.woken = woken;
    }

    @SuppressWarnings("NullAway")
    protected LockedClusters() {
        this(null, null, null, null);
    }

    void changed(@Observes LockChanged event) {
        for (var cluster : computes.clusters()) {
            if (event.scope().covers(scope(cluster))) {
                var workspace = workspaces.armId(cluster.workspace());
                changes.announce(new ResourceChange(workspace, "computes", cluster.name()));
                woken.fire(new ComputeWoken(cluster.id()));
            }
        }
    }

    private Scope scope(AmlCompute cluster) {
        return workspaces.armId(cluster.workspace()).compute(cluster.name());
    }
}
