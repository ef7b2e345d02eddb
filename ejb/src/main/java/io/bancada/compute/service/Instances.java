package io.bancada.compute.service;

import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.error.BancadaException;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds the compute instance that a request names, once access is decided. */
@ApplicationScoped
public class Instances {
    private final ComputeRepository computes;
    private final Workspaces workspaces;

    @Inject
    public Instances(ComputeRepository computes, Workspaces workspaces) {
        this.computes = computes;
        this.workspaces = workspaces;
    }

    @SuppressWarnings("NullAway")
    protected Instances() {
        this(null, null);
    }

    /**
     * The instance as it is.
     *
     * @param others what is said where a compute of another kind has the name, for people
     * @throws BancadaException 404 where there is none, 409 where it is of another kind
     */
    ComputeInstance find(WorkspaceId workspace, String name, String others) {
        return instance(computes.find(workspaces.get(workspace), name), workspace, name, others);
    }

    /** As {@link #find}, with its row locked until the end of the transaction. */
    ComputeInstance lock(WorkspaceId workspace, String name, String others) {
        return instance(computes.lock(workspaces.get(workspace), name), workspace, name, others);
    }

    private static ComputeInstance instance(
            Optional<Compute> found, WorkspaceId workspace, String name, String others) {
        return ComputeChanges.as(
                ComputeInstance.class,
                found.orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name))),
                "computeName",
                others);
    }
}
