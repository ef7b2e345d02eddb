package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.error.BancadaException;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;

/** When compute instances start and stop by themselves, changed alone: a PUT of ARM's says all of an instance. */
@Stateless
public class ScheduleService {
    private Instances instances;
    private Upkeep upkeep;
    private ResourceChanges changes;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public ScheduleService(
            Instances instances, Upkeep upkeep, ResourceChanges changes, Access access, Audit audit, Clock clock) {
        this.instances = instances;
        this.upkeep = upkeep;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ScheduleService() {}

    /**
     * Has an instance start or stop at more times.
     *
     * @throws BancadaException 400 naming the field, relative to the schedule
     */
    public void add(Caller caller, WorkspaceId workspace, String name, ScheduleRequest wanted) {
        change(caller, workspace, name, "schedule added", instance -> upkeep.addSchedule(instance, wanted));
    }

    /** Has it do so no more; nothing happens where the schedule is gone already. */
    public void remove(Caller caller, WorkspaceId workspace, String name, UUID schedule) {
        change(
                caller,
                workspace,
                name,
                "schedule removed",
                instance -> instance.schedule(instance.schedules().without(schedule)));
    }

    /** Has a schedule rest, or go on; nothing happens where it is gone. */
    public void enable(Caller caller, WorkspaceId workspace, String name, UUID schedule, boolean enabled) {
        change(
                caller,
                workspace,
                name,
                enabled ? "schedule enabled" : "schedule disabled",
                instance -> instance.schedule(instance.schedules().enabled(schedule, enabled, clock.instant())));
    }

    private void change(
            Caller caller, WorkspaceId workspace, String name, String what, Consumer<ComputeInstance> change) {
        access.require(caller, Actions.COMPUTE_WRITE, workspace.compute(name));
        var id = workspace.child("computes", name);
        var instance = instances.lock(workspace, name, "Only a ComputeInstance has schedules.");
        change.accept(instance);
        audit.record(caller, Actions.COMPUTE_WRITE, id, what);
        changes.announce(new ResourceChange(workspace, "computes", instance.name()));
    }
}
