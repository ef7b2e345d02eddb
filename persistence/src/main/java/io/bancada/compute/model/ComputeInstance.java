package io.bancada.compute.model;

import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A workstation: one node of one person, with a disk that outlives a stop. Requests say what is wanted through the
 * {@code request...} verbs; the pass over it says what has come of it through {@link #became}. Both write the state
 * through one method, which keeps to {@link ComputeInstanceState#next}.
 */
@Entity
@Table(name = "compute_instance")
@DiscriminatorValue("ComputeInstance")
public class ComputeInstance extends Compute {
    /** What the machine is to be brought to next; on its way to a restart it is to be stopped first. */
    public enum Wanted {
        Running,
        Stopped
    }

    @Column(name = "vm_size", nullable = false)
    private String vmSize;

    @Column(name = "owner", nullable = false)
    private String owner;

    @Column(name = "owner_name", nullable = false)
    private String ownerName;

    @Column(name = "on_behalf", nullable = false)
    private boolean onBehalf;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "wanted", nullable = false)
    private Wanted wanted;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "state", nullable = false)
    private ComputeInstanceState state;

    @Column(name = "state_at", nullable = false)
    private Instant stateAt;

    @Embedded
    private LastOperation lastOperation;

    @Embedded
    private @Nullable InstanceSsh ssh;

    @Column(name = "schedules", nullable = false)
    @Convert(converter = InstanceSchedulesConverter.class)
    private InstanceSchedules schedules;

    /** When the first of the schedules is due. */
    @Column(name = "schedule_next_at")
    private @Nullable Instant scheduleNextAt;

    @Column(name = "idle_seconds")
    private @Nullable Long idleSeconds;

    @Embedded
    private InstanceSetup setup;

    @Embedded
    private InstanceDisk disk;

    @SuppressWarnings("NullAway.Init")
    protected ComputeInstance() {}

    /** Asks for an instance of the creator's own. */
    public ComputeInstance(
            Workspace workspace, String name, String vmSize, String createdBy, String createdByName, Instant at) {
        super(workspace, name, createdBy, createdByName, at);
        this.vmSize = vmSize;
        this.owner = createdBy;
        this.ownerName = createdByName;
        this.wanted = Wanted.Running;
        this.state = ComputeInstanceState.Creating;
        this.stateAt = at;
        this.lastOperation = LastOperation.begun(LastOperation.Name.Create, Trigger.User, at);
        this.schedules = InstanceSchedules.NONE;
        this.setup = InstanceSetup.NEW;
        this.disk = InstanceDisk.NEW;
    }

    /** Makes it a person's (C24). */
    public void assign(String person, String personName) {
        owner = person;
        ownerName = personName;
        onBehalf = !person.equals(createdBy());
    }

    /** Can be reached by SSH from now on, by whoever holds one of these keys. */
    public void openSsh(InstanceSsh how) {
        ssh = how;
    }

    /**
     * Shuts the way in by SSH, or opens it again.
     *
     * @return whether that changes anything
     */
    public boolean shutSsh(boolean shut) {
        if (ssh == null || ssh.closed() == shut) {
            return false;
        }
        ssh = ssh.closed(shut);
        return true;
    }

    /** How it is reached by SSH; empty where it is not (J3). */
    public Optional<InstanceSsh> ssh() {
        return Optional.ofNullable(ssh);
    }

    @Override
    public ComputeType type() {
        return ComputeType.ComputeInstance;
    }

    @Override
    public int maxNodesPerJob() {
        return 1;
    }

    @Override
    ComputeInstanceDetails details() {
        return new ComputeInstanceDetails(
                uid(),
                vmSize,
                owner,
                ownerName,
                onBehalf,
                state,
                stateAt,
                lastOperation,
                ssh(),
                schedules,
                idleTime(),
                setup.scripts(),
                disk);
    }

    /**
     * Asks for it to run. Asking for what runs or starts already changes nothing.
     *
     * @return whether anything is to be done
     * @throws BancadaException 409 where its state does not allow it
     */
    public boolean requestStart(Trigger trigger, Instant at) {
        switch (state) {
            case Creating, Running, JobRunning, Starting, Restarting, SettingUp, UserSettingUp -> {
                return false;
            }
            case Stopped -> wanted = Wanted.Running;
            case Unusable -> wanted = Wanted.Stopped;
            case Unknown, SetupFailed, UserSetupFailed -> throw refused("start", "restart it instead");
            case Stopping -> throw refused("start", "wait until it has stopped");
            case CreateFailed, Deleting -> throw refused("start", "delete it and create it again");
        }
        to(ComputeInstanceState.Starting, Message.NONE, at);
        lastOperation = LastOperation.begun(LastOperation.Name.Start, trigger, at);
        return true;
    }

    /**
     * Asks for it to stop: its work ends, its disk stays, and so do its cores of the quota unless the workspace's policy
     * gives them back (H7). Asking for what has stopped or
     * stops already changes nothing.
     *
     * @return whether anything is to be done
     * @throws BancadaException 409 where its state does not allow it
     */
    public boolean requestStop(Trigger trigger, Instant at) {
        switch (state) {
            case Stopped, Stopping -> {
                return false;
            }
            case Running, JobRunning, Starting, Restarting, SettingUp, UserSettingUp -> wanted = Wanted.Stopped;
            case SetupFailed, UserSetupFailed, Unknown, Unusable -> wanted = Wanted.Stopped;
            case Creating -> throw refused("stop", "wait until it runs, or delete it");
            case CreateFailed, Deleting -> throw refused("stop", "delete it and create it again");
        }
        to(ComputeInstanceState.Stopping, Message.NONE, at);
        lastOperation = LastOperation.begun(LastOperation.Name.Stop, trigger, at);
        return true;
    }

    /**
     * Asks for it to stop and to start again. Asking for what restarts already changes nothing.
     *
     * @return whether anything is to be done
     * @throws BancadaException 409 where its state does not allow it
     */
    public boolean requestRestart(Trigger trigger, Instant at) {
        switch (state) {
            case Restarting -> {
                return false;
            }
            case Running, JobRunning, SettingUp, UserSettingUp -> wanted = Wanted.Stopped;
            case SetupFailed, UserSetupFailed, Unknown, Unusable -> wanted = Wanted.Stopped;
            case Stopped -> throw refused("restart", "start it instead");
            case Creating, Starting -> throw refused("restart", "wait until it runs");
            case Stopping -> throw refused("restart", "wait until it has stopped, then start it");
            case CreateFailed, Deleting -> throw refused("restart", "delete it and create it again");
        }
        to(ComputeInstanceState.Restarting, Message.NONE, at);
        lastOperation = LastOperation.begun(LastOperation.Name.Restart, trigger, at);
        return true;
    }

    @Override
    public void requestDelete(String byName, Instant at) {
        super.requestDelete(byName, at);
        if (state != ComputeInstanceState.Deleting) {
            to(ComputeInstanceState.Deleting, Message.NONE, at);
            lastOperation = LastOperation.begun(LastOperation.Name.Delete, Trigger.User, at);
        }
    }

    /**
     * Asks for another description or other tags; the machine is as it was.
     *
     * @throws BancadaException 409 where it could not be made
     */
    public void requestDescription(String byName, Instant at) {
        if (state == ComputeInstanceState.CreateFailed) {
            throw refused("change", "delete it and create it again");
        }
        requestUpdate(byName, at);
    }

    /** When it is to start and stop by itself. */
    public void schedule(InstanceSchedules wanted) {
        schedules = wanted;
        scheduleNextAt = wanted.nextAt().orElse(null);
    }

    /** How long it may be idle before it is stopped; empty for ever. */
    public void stopWhenIdleFor(Optional<Duration> time) {
        idleSeconds = time.map(Duration::toSeconds).orElse(null);
    }

    /**
     * Asks for another size of its machine, from the next start on.
     *
     * @throws BancadaException 409 where it is not stopped
     */
    public void requestResize(String size, String byName, Instant at) {
        requireStopped();
        requestUpdate(byName, at);
        vmSize = size;
    }

    /**
     * Makes it another person's, with its home. A startup script was the old person's and
     * would run as the new one: it goes, as their keys do.
     *
     * @throws BancadaException 409 where it is not stopped
     */
    public void handOver(String person, String personName, String byName, Instant at) {
        requireStopped();
        requestUpdate(byName, at);
        assign(person, personName);
        setup = setup.with(setup.scripts().with(SetupPhase.Startup, Optional.empty()));
        ssh = ssh().map(InstanceSsh::withoutKeys).orElse(null);
    }

    private void requireStopped() {
        if (state != ComputeInstanceState.Stopped) {
            throw BancadaException.conflict(
                    name(), Message.of("refused.notStopped", name(), Message.of("instance." + state)));
        }
    }

    /** Its machine went down by itself: it is to be brought back as by a restart that nobody asked for. */
    public void comesBack(Message why, Instant at) {
        wanted = Wanted.Stopped;
        to(ComputeInstanceState.Restarting, why, at);
    }

    /** The stop that comes before a start is done. */
    public void stoppedFirst() {
        wanted = Wanted.Running;
    }

    /**
     * Has come to a state by what the pass did or saw. An operation that was under way ends where nothing moves any more.
     *
     * @param why for people; empty where all is as wanted
     */
    public void became(ComputeInstanceState next, Message why, Instant at) {
        to(next, why, at);
        if (!next.moving() && lastOperation.status() == LastOperation.Status.InProgress) {
            var well = next.up() || next == ComputeInstanceState.Stopped;
            lastOperation = lastOperation.ended(well, at);
        }
        if (next == ComputeInstanceState.CreateFailed) {
            failed(why);
        }
        if (next.up()) {
            setup = setup.over();
            recovered();
        }
    }

    /**
     * Has other setup scripts from now on; they run when they are due next.
     *
     * @throws BancadaException 409 for another creation script once the instance is past its creation
     */
    public void setUpBy(SetupScripts scripts) {
        if (setup.created() && !scripts.creation().equals(setup.scripts().creation())) {
            throw BancadaException.conflict(
                    "properties.properties.setupScripts.scripts.creationScript",
                    Message.of("refused.creationScript", name()));
        }
        setup = setup.with(scripts);
    }

    /** The machine is asked for anew. */
    public void machineComes() {
        setup = setup.machineComes();
    }

    /** A script has begun to run. */
    public void setUpBegan(SetupRun run) {
        setup = setup.begun(run.phase(), run.id());
    }

    /** A script has ended well; nothing happens where that run is not the present one any more. */
    public void setUpDone(SetupRun run) {
        if (run.id().equals(setup.run())) {
            setup = setup.done(run.phase());
        }
    }

    /** Says why it is still on its way, for people. */
    public void waits(Message why) {
        because(why);
    }

    @Override
    public boolean runsJobs() {
        return accepts() && state.up() && wanted == Wanted.Running;
    }

    private void to(ComputeInstanceState next, Message why, Instant at) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("instance " + name() + " cannot go from " + state + " to " + next);
        }
        state = next;
        stateAt = at;
        because(why);
    }

    private BancadaException refused(String verb, String wayOut) {
        return BancadaException.conflict(
                name(),
                "The compute instance '" + name() + "' is " + state + "; you cannot " + verb + " it: " + wayOut + ".");
    }

    public String vmSize() {
        return vmSize;
    }

    /** Subject of the person whose workstation it is: only they work on it (X13). */
    public String owner() {
        return owner;
    }

    public String ownerName() {
        return ownerName;
    }

    /** Whether somebody else created it for its person. */
    public boolean onBehalf() {
        return onBehalf;
    }

    public Wanted wanted() {
        return wanted;
    }

    public ComputeInstanceState state() {
        return state;
    }

    public Instant stateAt() {
        return stateAt;
    }

    /** How far its setup is. */
    public InstanceSetup setup() {
        return setup;
    }

    /** How full its disk is. */
    public InstanceDisk disk() {
        return disk;
    }

    /** Its disk was measured. */
    public void diskMeasured(long used, long most, List<LargeFile> largest, Instant at) {
        disk = disk.found(used, most, largest, at);
    }

    /** Its disk could not be measured. */
    public void diskNotMeasured(Instant at) {
        disk = disk.notFound(at);
    }

    /** Asks for its disk to be measured soon. */
    public void requestDiskMeasurement() {
        disk = disk.wanted();
    }

    public LastOperation lastOperation() {
        return lastOperation;
    }

    public InstanceSchedules schedules() {
        return schedules;
    }

    /** How long it may be idle before it is stopped; empty for ever. */
    public Optional<Duration> idleTime() {
        return Optional.ofNullable(idleSeconds).map(Duration::ofSeconds);
    }
}
