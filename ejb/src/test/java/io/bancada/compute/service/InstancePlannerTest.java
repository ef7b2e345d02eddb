package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.compute.model.ComputeInstance.Wanted;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.service.InstancePlan.Step;
import io.bancada.compute.service.InstanceSnapshot.NodeView;
import io.bancada.message.Message;
import io.bancada.node.model.NodeState;
import java.time.Duration;
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
                    var snapshot = snapshot(state, wanted, node, working, Duration.ofHours(1));
                    var plan = InstancePlanner.plan(snapshot);
                    plan.state()
                            .ifPresent(next ->
                                    assertThat(state.next()).as("%s", snapshot).contains(next));
                    if (plan.step() == Step.COME_BACK) {
                        assertThat(state.next()).contains(ComputeInstanceState.Restarting);
                    }
                    assertThat(InstancePlanner.plan(snapshot)).isEqualTo(plan);
                }
            }
        }
    }

    private static InstanceSnapshot snapshot(
            ComputeInstanceState state,
            Wanted wanted,
            @org.jspecify.annotations.Nullable NodeState node,
            boolean working,
            Duration up) {
        return new InstanceSnapshot(
                state,
                wanted,
                Optional.ofNullable(node).map(n -> new NodeView(n, Message.text("because"), up)),
                working);
    }
}
