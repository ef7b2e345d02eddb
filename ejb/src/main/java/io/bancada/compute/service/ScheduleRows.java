package io.bancada.compute.service;

import io.bancada.access.model.ActionKind;
import io.bancada.access.model.Caller;
import io.bancada.access.service.Locks;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.InstanceSchedule;
import io.bancada.compute.model.InstanceUpkeepRepository;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Does what schedules say, one of one instance in one transaction: what it does and that it is done are true together, or
 * neither is. Called by the product itself alone.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ScheduleRows {
    private static final int BATCH = 100;

    private InstanceUpkeepRepository rows;
    private ComputeRepository computes;
    private ComputeInstanceService instances;
    private Workspaces workspaces;
    private Locks locks;
    private Audit audit;
    private UpkeepConfig config;
    private Clock clock;

    @Inject
    public ScheduleRows(
            InstanceUpkeepRepository rows,
            ComputeRepository computes,
            ComputeInstanceService instances,
            Workspaces workspaces,
            Locks locks,
            Audit audit,
            UpkeepConfig config,
            Clock clock) {
        this.rows = rows;
        this.computes = computes;
        this.instances = instances;
        this.workspaces = workspaces;
        this.locks = locks;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ScheduleRows() {}

    /** Instances with a schedule that is due, at most {@value #BATCH} from above one on, in order. */
    public List<Long> due(long after) {
        return rows.scheduleDue(clock.instant(), after, BATCH);
    }

    /**
     * Does the schedule of an instance that has been due longest. Where that was longer ago than the grace it is missed:
     * nobody who starts to work at noon wants to be stopped for the night before.
     *
     * @return whether there was one
     * @throws BancadaException where the instance's state does not allow it, or a lock; nothing is done then
     */
    public boolean fire(long computeId) {
        var now = clock.instant();
        return locked(computeId)
                .flatMap(instance -> instance.schedules().due(now).map(due -> {
                    pass(instance, due, now);
                    if (Duration.between(at(due), now).compareTo(config.scheduleGrace()) > 0) {
                        note(
                                instance,
                                due,
                                "ScheduleMissed",
                                Message.of("instance.scheduleMissed", verb(due), text(due)));
                    } else {
                        act(instance, due);
                    }
                    return true;
                }))
                .orElse(false);
    }

    /** Puts on record that what was due longest could not be done, and passes it over. */
    public void refuse(long computeId, BancadaException why) {
        var now = clock.instant();
        locked(computeId)
                .ifPresent(instance -> instance.schedules().due(now).ifPresent(due -> {
                    pass(instance, due, now);
                    note(
                            instance,
                            due,
                            "ScheduleRefused",
                            Message.of(
                                    "instance.scheduleRefused",
                                    verb(due),
                                    text(due),
                                    why.why().orElseGet(() -> Message.text(String.valueOf(why.getMessage())))));
                }));
    }

    private Optional<ComputeInstance> locked(long computeId) {
        return computes.lock(computeId)
                .filter(ComputeInstance.class::isInstance)
                .map(ComputeInstance.class::cast);
    }

    private static void pass(ComputeInstance instance, InstanceSchedule due, Instant now) {
        instance.schedule(instance.schedules().passed(due.id(), now));
    }

    private void act(ComputeInstance instance, InstanceSchedule due) {
        var workspace = workspaces.armId(instance.workspace());
        locks.require(ActionKind.CHANGE, workspace.compute(instance.name()));
        var why = Message.of("instance.scheduled", text(due));
        switch (due.action()) {
            case Start -> instances.start(Caller.SCHEDULE, workspace, instance.name(), Trigger.Schedule, why);
            case Stop -> instances.stop(Caller.SCHEDULE, workspace, instance.name(), Trigger.Schedule, why);
        }
    }

    private void note(ComputeInstance instance, InstanceSchedule due, String event, Message reason) {
        audit.compute(instance.id(), event, reason, Caller.SCHEDULE.name());
        var id = workspaces.armId(instance.workspace()).child("computes", instance.name());
        audit.record(Caller.SCHEDULE, verb(due), id, event);
    }

    private static String verb(InstanceSchedule due) {
        return due.action().toString();
    }

    private static String text(InstanceSchedule due) {
        return Moments.text(at(due));
    }

    private static Instant at(InstanceSchedule due) {
        return due.nextAt().orElseThrow();
    }
}
