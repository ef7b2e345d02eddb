package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** How full the disks of compute instances are. The names of what lies there are its person's own. */
@Stateless
public class DiskService {
    private static final String OTHERS = "Only a ComputeInstance has a disk that stays.";

    private Instances instances;
    private DiskConfig config;
    private Access access;
    private Audit audit;

    @Inject
    public DiskService(Instances instances, DiskConfig config, Access access, Audit audit) {
        this.instances = instances;
        this.config = config;
        this.access = access;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected DiskService() {}

    /** The disk as it was measured last. */
    public DiskStatus status(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_READ, workspace.compute(name));
        return status(caller, instances.find(workspace, name, OTHERS));
    }

    /** Asks for it to be measured now instead of at its time, and says what is known until then. */
    public DiskStatus measure(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_START, workspace.compute(name));
        var instance = instances.lock(workspace, name, OTHERS);
        instance.requestDiskMeasurement();
        audit.record(
                caller, Actions.COMPUTE_START, workspace.child("computes", instance.name()), "disk to be measured now");
        return status(caller, instance);
    }

    private DiskStatus status(Caller caller, ComputeInstance instance) {
        var own = instance.owner().equals(caller.subject());
        return new DiskStatus(
                instance.disk(), config.maxBytes(), own ? instance.disk().largest() : List.of());
    }
}
