package io.bancada.compute.rest;

import io.bancada.access.model.Caller;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.service.AmlComputeService;
import io.bancada.compute.service.ComputeInstanceService;
import io.bancada.compute.service.VirtualMachineService;
import io.bancada.operation.model.Accepted;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Compute_CreateOrUpdate, by the service of the kind that is asked for. */
@ApplicationScoped
public class ComputePut {
    private final AmlComputeService clusters;
    private final ComputeInstanceService instances;
    private final VirtualMachineService machines;

    @Inject
    public ComputePut(AmlComputeService clusters, ComputeInstanceService instances, VirtualMachineService machines) {
        this.clusters = clusters;
        this.instances = instances;
        this.machines = machines;
    }

    @SuppressWarnings("NullAway")
    protected ComputePut() {
        this(null, null, null);
    }

    Accepted<ComputeDetails> put(Caller caller, WorkspaceId workspace, String name, ComputeRequest request) {
        return switch (request.type()) {
            case AmlCompute -> clusters.put(caller, workspace, name, AmlComputeBody.creation(request));
            case ComputeInstance -> instances.put(caller, workspace, name, ComputeInstanceBody.creation(request));
            case VirtualMachine -> machines.put(caller, workspace, name, VirtualMachineBody.creation(request));
        };
    }
}
