package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.InstanceSchedules;
import io.bancada.error.BancadaException;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** When compute instances start and stop by themselves, changed alone: a PUT of ARM's says all of an instance. */
@Stateless
public class ScheduleService {
    private ComputeRepository computes;
    private Workspaces workspaces;
    private Upkeep upkeep;
    private ResourceChanges changes;
    private Access access;
    private Audit audit;

    @Inject
    public ScheduleService(
            ComputeRepository computes,
            Workspaces workspaces,
            Upkeep upkeep,
            ResourceChanges changes,
            Access access,
            Audit audit) {
        this.computes = computes;
        this.workspaces = workspaces;
        this.upkeep = upkeep;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected ScheduleService() {}

    /** Has an instance start and stop at these times, and at no others. */
    public InstanceSchedules replace(
            Caller caller, WorkspaceId workspace, String name, List<ScheduleRequest> schedules) {
        access.require(caller, Actions.COMPUTE_WRITE, workspace.scope());
        var id = workspace.child("computes", name);
        var instance = ComputeChanges.as(
                ComputeInstance.class,
                computes.lock(workspaces.get(workspace), name).orElseThrow(() -> BancadaException.notFound(id)),
                "computeName",
                "Only a ComputeInstance has schedules.");
        upkeep.schedule(instance, schedules);
        audit.record(caller, Actions.COMPUTE_WRITE, id, schedules.size() + " schedules");
        changes.announce(new ResourceChange(workspace, "computes", instance.name()));
        return instance.schedules();
    }
}
