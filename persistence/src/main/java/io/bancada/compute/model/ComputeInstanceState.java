package io.bancada.compute.model;

import java.util.EnumSet;
import java.util.Set;

/** ARM's state of a compute instance. */
public enum ComputeInstanceState {
    Creating,
    CreateFailed,
    Deleting,
    Running,
    Restarting,
    JobRunning,
    SettingUp,
    SetupFailed,
    Starting,
    Stopped,
    Stopping,
    UserSettingUp,
    UserSetupFailed,
    Unknown,
    Unusable;

    /** The states that may follow this one. An instance that is gone has no row any more. */
    public Set<ComputeInstanceState> next() {
        return switch (this) {
            case Creating -> EnumSet.of(SettingUp, UserSettingUp, Running, CreateFailed, Deleting);
            case CreateFailed -> EnumSet.of(Deleting);
            case Deleting -> EnumSet.noneOf(ComputeInstanceState.class);
            case Running, JobRunning ->
                other(EnumSet.of(Running, JobRunning, Stopping, Restarting, Unknown, Unusable, Deleting));
            case SettingUp ->
                EnumSet.of(UserSettingUp, Running, SetupFailed, Stopping, Restarting, Unknown, Unusable, Deleting);
            case UserSettingUp ->
                EnumSet.of(Running, UserSetupFailed, Stopping, Restarting, Unknown, Unusable, Deleting);
            case SetupFailed, UserSetupFailed -> EnumSet.of(Stopping, Restarting, Unusable, Deleting);
            case Stopping -> EnumSet.of(Stopped, Unusable, Deleting);
            case Stopped -> EnumSet.of(Starting, Deleting);
            case Starting, Restarting -> EnumSet.of(SettingUp, UserSettingUp, Running, Stopping, Unusable, Deleting);
            case Unknown -> EnumSet.of(Running, JobRunning, Stopping, Restarting, Unusable, Deleting);
            case Unusable -> EnumSet.of(Starting, Stopping, Restarting, Deleting);
        };
    }

    /** Whether something is under way that will lead to another state by itself. */
    public boolean moving() {
        return switch (this) {
            case Creating, Deleting, Restarting, SettingUp, UserSettingUp, Starting, Stopping -> true;
            case CreateFailed, Running, JobRunning, SetupFailed, UserSetupFailed, Stopped, Unknown, Unusable -> false;
        };
    }

    /** Whether its processes can run: the machine is there, whatever else there is to say. */
    public boolean up() {
        return this == Running || this == JobRunning;
    }

    /** Whether there is anything to start: it does not run, nor is on its way to it, and a start is its way up. */
    public boolean startable() {
        return this == Stopped || this == Unusable;
    }

    /** Whether there is anything to stop, and it can be. */
    public boolean stoppable() {
        return this != Stopped && next().contains(Stopping);
    }

    /** Whether it can be restarted. */
    public boolean restartable() {
        return next().contains(Restarting);
    }

    private Set<ComputeInstanceState> other(Set<ComputeInstanceState> states) {
        states.remove(this);
        return states;
    }
}
