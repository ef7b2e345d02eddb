package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.compute.model.ComputeInstance.Wanted;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.SetupPhase;
import io.bancada.compute.service.InstancePlan.Step;
import io.bancada.compute.service.InstanceSnapshot.NodeView;
import io.bancada.compute.service.InstanceSnapshot.SetupView;
import io.bancada.message.Message;
import io.bancada.node.model.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InstancePlannerTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // state, wanted, node, working, step, next state
                "Creating, Running, preparing, false, NONE, -",
                "Creating, Running, idle, false, NONE, Running",
                "Creating, Running, unusable, false, NONE, CreateFailed",
                "CreateFailed, Running, unusable, false, RELEASE_NODE, -",
                "CreateFailed, Running, leaving, false, NONE, -",
                "CreateFailed, Running, -, false, NONE, -",
                "Running, Running, idle, false, NONE, -",
                "Running, Running, running, true, NONE, JobRunning",
                "JobRunning, Running, running, true, NONE, -",
                "JobRunning, Running, idle, false, NONE, Running",
                "Running, Running, unusable, false, COME_BACK, -",
                "JobRunning, Running, unusable, false, COME_BACK, -",
                "Running, Running, -, false, NONE, Unusable",
                "Stopping, Stopped, running, true, END_JOBS, -",
                "Stopping, Stopped, idle, false, STOP_NODE, -",
                "Stopping, Stopped, preparing, false, STOP_NODE, -",
                "Stopping, Stopped, unusable, false, STOP_NODE, -",
                "Stopping, Stopped, stopping, false, NONE, -",
                "Stopping, Stopped, stopped, false, NONE, Stopped",
                "Stopped, Stopped, stopped, false, NONE, -",
                "Starting, Running, stopped, false, PREPARE_NODE, -",
                "Starting, Running, preparing, false, NONE, -",
                "Starting, Running, idle, false, NONE, Running",
                "Starting, Running, unusable, false, NONE, Unusable",
                "Starting, Stopped, unusable, false, STOP_NODE, -",
                "Starting, Stopped, stopped, false, PREPARE_NODE, -",
                "Restarting, Stopped, running, true, END_JOBS, -",
                "Restarting, Stopped, idle, false, STOP_NODE, -",
                "Restarting, Stopped, stopped, false, PREPARE_NODE, -",
                "Restarting, Running, idle, false, NONE, Running",
                "Restarting, Running, unusable, false, NONE, Unusable",
                "Unusable, Running, unusable, false, NONE, -",
                "Unknown, Running, idle, false, NONE, Running",
                "Deleting, Running, running, true, NONE, -",
                "Deleting, Running, idle, false, RELEASE_NODE, -",
                "Deleting, Stopped, stopped, false, RELEASE_NODE, -",
                "Deleting, Running, leaving, false, NONE, -",
                "Deleting, Running, -, false, NONE, -",
            })
    void theNextStepFollowsFromWhatIs(
            ComputeInstanceState state,
            Wanted wanted,
            @org.jspecify.annotations.Nullable NodeState node,
            boolean working,
            Step step,
            @org.jspecify.annotations.Nullable ComputeInstanceState next) {
        var plan = InstancePlanner.plan(snapshot(state, wanted, node, working, Duration.ofHours(1)));
        assertThat(plan.step()).isEqualTo(step);
        assertThat(plan.state()).isEqualTo(Optional.ofNullable(next));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // state, node, phase, progress, step, next state
                "Creating, preparing, Creation, DUE, NONE, -",
                "Creating, idle, Creation, DUE, RUN_SETUP, SettingUp",
                "Creating, idle, Startup, DUE, RUN_SETUP, UserSettingUp",
                "SettingUp, idle, Creation, RUNNING, NONE, -",
                "SettingUp, idle, Creation, FAILED, NONE, SetupFailed",
                "SettingUp, idle, Startup, DUE, RUN_SETUP, UserSettingUp",
                "SettingUp, idle, -, -, NONE, Running",
                "SettingUp, unusable, Creation, RUNNING, NONE, Unusable",
                "UserSettingUp, idle, Startup, RUNNING, NONE, -",
                "UserSettingUp, idle, Startup, FAILED, NONE, UserSetupFailed",
                "UserSettingUp, idle, -, -, NONE, Running",
                "SetupFailed, idle, Creation, FAILED, NONE, -",
                "SetupFailed, idle, -, -, NONE, -",
                "UserSetupFailed, idle, Startup, DUE, NONE, -",
                "UserSetupFailed, unusable, Startup, FAILED, NONE, Unusable",
                "Starting, stopped, Startup, DUE, PREPARE_NODE, -",
                "Starting, idle, Startup, DUE, RUN_SETUP, UserSettingUp",
                "Restarting, idle, Creation, DUE, RUN_SETUP, SettingUp",
                "Running, idle, Startup, DUE, NONE, -",
                "JobRunning, running, Startup, DUE, NONE, -",
                "Deleting, idle, Startup, RUNNING, RELEASE_NODE, -",
            })
    void scriptsRunBeforeItCanBeUsed(
            ComputeInstanceState state,
            NodeState node,
            @org.jspecify.annotations.Nullable SetupPhase phase,
            InstanceSnapshot.@org.jspecify.annotations.Nullable Progress progress,
            Step step,
            @org.jspecify.annotations.Nullable ComputeInstanceState next) {
        var setup = phase == null || progress == null
                ? Optional.<SetupView>empty()
                : Optional.of(new SetupView(phase, progress, Message.text("exit 3")));
        var plan = InstancePlanner.plan(snapshot(state, Wanted.Running, node, false, Duration.ofHours(1), setup));
        assertThat(plan.step()).isEqualTo(step);
        assertThat(plan.state()).isEqualTo(Optional.ofNullable(next));
        if (progress == InstanceSnapshot.Progress.FAILED && node == NodeState.idle) {
            assertThat(plan.reason()).hasToString("exit 3");
        }
    }

    @ParameterizedTest
    @CsvSource({"Stopping, idle, STOP_NODE", "Restarting, idle, STOP_NODE"})
    void stopAndRestartDoNotWaitForAScript(ComputeInstanceState state, NodeState node, Step step) {
        var setup = Optional.of(new SetupView(SetupPhase.Creation, InstanceSnapshot.Progress.RUNNING, Message.NONE));
        var plan = InstancePlanner.plan(snapshot(state, Wanted.Stopped, node, false, Duration.ZERO, setup));
        assertThat(plan.step()).isEqualTo(step);
    }

    @Test
    void machineThatKeepsGoingDownIsNotBroughtBack() {
        var plan = InstancePlanner.plan(snapshot(
                ComputeInstanceState.Running, Wanted.Running, NodeState.unusable, false, Duration.ofSeconds(59)));
        assertThat(plan.state()).contains(ComputeInstanceState.Unusable);
        assertThat(plan.reason()).hasToString("because");
    }

    @ParameterizedTest
    @EnumSource
    void noPlanLeavesTheTable(ComputeInstanceState state) {
        for (var wanted : Wanted.values()) {
            for (var node : NodeState.values()) {
                for (var working : new boolean[] {false, true}) {
                    for (var setup : setups()) {
                        staysInTheTable(snapshot(state, wanted, node, working, Duration.ofHours(1), setup));
                    }
                }
            }
        }
    }

    private static void staysInTheTable(InstanceSnapshot snapshot) {
        var plan = InstancePlanner.plan(snapshot);
        var next = snapshot.state().next();
        plan.state().ifPresent(s -> assertThat(next).as("%s", snapshot).contains(s));
        if (plan.step() == Step.COME_BACK) {
            assertThat(next).contains(ComputeInstanceState.Restarting);
        }
        assertThat(InstancePlanner.plan(snapshot)).isEqualTo(plan);
    }

    private static List<Optional<SetupView>> setups() {
        var setups = new ArrayList<Optional<SetupView>>(List.of(Optional.empty()));
        for (var phase : SetupPhase.values()) {
            for (var progress : InstanceSnapshot.Progress.values()) {
                setups.add(Optional.of(new SetupView(phase, progress, Message.NONE)));
            }
        }
        return setups;
    }

    private static InstanceSnapshot snapshot(
            ComputeInstanceState state,
            Wanted wanted,
            @org.jspecify.annotations.Nullable NodeState node,
            boolean working,
            Duration up) {
        return snapshot(state, wanted, node, working, up, Optional.empty());
    }

    private static InstanceSnapshot snapshot(
            ComputeInstanceState state,
            Wanted wanted,
            @org.jspecify.annotations.Nullable NodeState node,
            boolean working,
            Duration up,
            Optional<SetupView> setup) {
        return new InstanceSnapshot(
                state,
                wanted,
                Optional.ofNullable(node).map(n -> new NodeView(n, Message.text("because"), up)),
                working,
                setup);
    }
}
