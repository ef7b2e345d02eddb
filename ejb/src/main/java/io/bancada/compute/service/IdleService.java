package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.IdleRecord;
import io.bancada.compute.model.InstanceUpkeepRepository;
import io.bancada.compute.service.IdleStatus.Phase;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether compute instances stop when idle, why they are about to, and the person's word against it. */
@Stateless
public class IdleService {
    private static final String TIME = "idleTimeBeforeShutdown";
    private static final String OTHERS = "Only a ComputeInstance is stopped when idle.";

    private InstanceUpkeepRepository rows;
    private Instances instances;
    private Upkeep upkeep;
    private ResourceChanges changes;
    private Access access;
    private Audit audit;
    private UpkeepConfig config;
    private Clock clock;

    @Inject
    public IdleService(
            InstanceUpkeepRepository rows,
            Instances instances,
            Upkeep upkeep,
            ResourceChanges changes,
            Access access,
            Audit audit,
            UpkeepConfig config,
            Clock clock) {
        this.rows = rows;
        this.instances = instances;
        this.upkeep = upkeep;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected IdleService() {}

    /** How an instance stands with regard to being stopped when idle, with the last signs of work on it. */
    public IdleStatus status(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_READ, workspace.compute(name));
        return status(instances.find(workspace, name, OTHERS));
    }

    /** Compute_UpdateIdleShutdownSetting: how long it may be idle; empty for ever. */
    public IdleStatus update(Caller caller, WorkspaceId workspace, String name, Optional<Duration> time) {
        access.require(caller, Actions.COMPUTE_UPDATE_IDLE, workspace.compute(name));
        var instance = instances.lock(workspace, name, OTHERS);
        upkeep.stopWhenIdle(instance, time, TIME);
        record(caller, workspace, instance, time.map(Duration::toString).orElse("off"));
        return status(instance);
    }

    /**
     * Keeps an instance running for some time from now on, whether it is idle or not; asked again, from then on.
     *
     * @throws BancadaException 400 for longer than the administrator allows, 409 where there is nothing to keep it from
     */
    public IdleStatus keepRunning(Caller caller, WorkspaceId workspace, String name, Duration time) {
        access.require(caller, Actions.COMPUTE_UPDATE_IDLE, workspace.compute(name));
        if (time.isNegative() || time.isZero() || time.compareTo(config.keepRunningMaximum()) > 0) {
            throw BancadaException.invalid(
                    "duration",
                    Message.of(
                            "refused.keepRunning", config.keepRunningMaximum().toString()));
        }
        var instance = instances.lock(workspace, name, OTHERS);
        if (instance.idleTime().isEmpty()) {
            throw BancadaException.conflict(instance.name(), Message.of("refused.noIdle", instance.name()));
        }
        if (!instance.state().up()) {
            var state = Message.of("instance." + instance.state());
            throw BancadaException.conflict(instance.name(), Message.of("refused.notUp", instance.name(), state));
        }
        var now = clock.instant();
        var until = now.plus(time);
        var known = rows.idle(instance.id()).orElseGet(() -> IdleRecord.begun(now));
        rows.keep(instance.id(), known.kept(until));
        var why = Message.of("instance.kept", Moments.text(until));
        audit.compute(instance.id(), "KeptRunning", why, caller.name());
        record(caller, workspace, instance, time.toString());
        return status(instance);
    }

    private void record(Caller caller, WorkspaceId workspace, ComputeInstance instance, String detail) {
        audit.record(caller, Actions.COMPUTE_UPDATE_IDLE, workspace.child("computes", instance.name()), detail);
        changes.announce(new ResourceChange(workspace, "computes", instance.name()));
    }

    private IdleStatus status(ComputeInstance instance) {
        var idleTime = instance.idleTime();
        var known =
                idleTime.isPresent() && instance.state().up() ? rows.idle(instance.id()) : Optional.<IdleRecord>empty();
        var notice = idleTime.map(time -> IdlePlanner.notice(time, config.idleNotice()));
        var stopAt = known.map(k -> IdlePlanner.stopAt(k, idleTime.orElseThrow(), notice.orElseThrow()));
        return new IdleStatus(
                phase(instance, known, stopAt.map(at -> at.minus(notice.orElseThrow()))),
                idleTime,
                stopAt,
                known,
                config.keepRunningMaximum());
    }

    private Phase phase(ComputeInstance instance, Optional<IdleRecord> known, Optional<Instant> noticeAt) {
        var now = clock.instant();
        if (instance.idleTime().isEmpty()) {
            return Phase.Off;
        }
        if (!instance.state().up()) {
            return Phase.NotRunning;
        }
        if (noticeAt.filter(at -> !now.isBefore(at)).isPresent()) {
            return Phase.Notice;
        }
        if (known.flatMap(IdleRecord::keepUntil).filter(now::isBefore).isPresent()) {
            return Phase.KeptRunning;
        }
        var recently = now.minus(config.idleLook().multipliedBy(2));
        return known.filter(k -> k.activeAt().isBefore(recently)).isPresent() ? Phase.Idle : Phase.Active;
    }
}
