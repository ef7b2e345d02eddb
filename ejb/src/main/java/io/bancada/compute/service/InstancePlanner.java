package io.bancada.compute.service;

import io.bancada.compute.model.ComputeInstance.Wanted;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.service.InstancePlan.Step;
import io.bancada.compute.service.InstanceSnapshot.NodeView;
import io.bancada.compute.service.InstanceSnapshot.SetupView;
import io.bancada.message.Message;
import io.bancada.node.model.NodeState;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides the next step of a compute instance on its way to what is wanted. A pure function: the same snapshot always
 * gives the same plan, and once a plan is carried out and the node has followed, nothing is left to do.
 */
public final class InstancePlanner {
    /** A machine that was up for so long and goes down is brought back by itself; one that keeps failing is not. */
    static final Duration HELD_LONG_ENOUGH = Duration.ofMinutes(1);

    private static final Message NODE_GONE = Message.of("instance.nodeGone");

    private InstancePlanner() {}

    /** The plan for what is there now. */
    public static InstancePlan plan(InstanceSnapshot now) {
        if (now.state() == ComputeInstanceState.Deleting || now.state() == ComputeInstanceState.CreateFailed) {
            return givingUp(now);
        }
        if (now.node().isEmpty()) {
            return now.state() == ComputeInstanceState.Unusable
                    ? InstancePlan.stay(NODE_GONE)
                    : InstancePlan.become(ComputeInstanceState.Unusable, NODE_GONE);
        }
        var node = now.node().orElseThrow();
        return now.wanted() == Wanted.Stopped ? stopping(now, node) : running(now, node);
    }

    private static InstancePlan givingUp(InstanceSnapshot now) {
        var there = now.node().filter(n -> n.state() != NodeState.leaving).isPresent();
        // jobs are asked to end with the compute; the node leaves when they have
        return there && !now.working()
                ? InstancePlan.step(Step.RELEASE_NODE, Message.NONE)
                : InstancePlan.stay(Message.NONE);
    }

    private static InstancePlan stopping(InstanceSnapshot now, NodeView node) {
        return switch (node.state()) {
            case idle, running, preparing, unusable ->
                now.working() && node.state() != NodeState.unusable
                        ? InstancePlan.step(Step.END_JOBS, Message.of("instance.jobsEnd"))
                        : InstancePlan.step(Step.STOP_NODE, Message.NONE);
            case stopped -> stopped(now, node);
            case stopping, leaving, preempted -> InstancePlan.stay(node.reason());
        };
    }

    /** Where it was to stop, it has; where it was stopped on the way to a start, that goes on. */
    private static InstancePlan stopped(InstanceSnapshot now, NodeView node) {
        return switch (now.state()) {
            case Stopping -> InstancePlan.become(ComputeInstanceState.Stopped, node.reason());
            case Starting, Restarting -> InstancePlan.step(Step.PREPARE_NODE, Message.NONE);
            default -> InstancePlan.stay(node.reason());
        };
    }

    private static InstancePlan running(InstanceSnapshot now, NodeView node) {
        return switch (node.state()) {
            case stopped -> InstancePlan.step(Step.PREPARE_NODE, Message.NONE);
            case idle, running -> up(now, node);
            case unusable -> down(now, node);
            case preparing, stopping, leaving, preempted -> InstancePlan.stay(node.reason());
        };
    }

    private static InstancePlan up(InstanceSnapshot now, NodeView node) {
        if (now.state() == ComputeInstanceState.SetupFailed || now.state() == ComputeInstanceState.UserSetupFailed) {
            return InstancePlan.stay(now.setup().map(SetupView::reason).orElse(Message.NONE));
        }
        if (now.setup().isPresent() && !now.state().up()) {
            return settingUp(now, now.setup().orElseThrow());
        }
        var wanted = node.state() == NodeState.running && now.state().up()
                ? ComputeInstanceState.JobRunning
                : ComputeInstanceState.Running;
        return become(now, wanted, Message.NONE);
    }

    private static InstancePlan settingUp(InstanceSnapshot now, SetupView setup) {
        var running = setup.phase().running();
        return switch (setup.progress()) {
            case DUE -> {
                if (now.state() == running) {
                    yield InstancePlan.step(Step.RUN_SETUP, Message.NONE);
                }
                yield now.state().next().contains(running)
                        ? new InstancePlan(Step.RUN_SETUP, Optional.of(running), Message.NONE)
                        : InstancePlan.stay(Message.NONE);
            }
            case RUNNING -> InstancePlan.stay(Message.NONE);
            case FAILED -> become(now, setup.phase().failed(), setup.reason());
        };
    }

    private static InstancePlan down(InstanceSnapshot now, NodeView node) {
        if (now.state() == ComputeInstanceState.Unusable) {
            return InstancePlan.stay(node.reason());
        }
        if (now.state() == ComputeInstanceState.Creating) {
            return become(now, ComputeInstanceState.CreateFailed, node.reason());
        }
        return now.state().up() && node.up().compareTo(HELD_LONG_ENOUGH) >= 0
                ? InstancePlan.step(Step.COME_BACK, Message.of("instance.comesBack", node.reason()))
                : become(now, ComputeInstanceState.Unusable, node.reason());
    }

    /** Comes to the state where the table leads there; else it is there already. */
    private static InstancePlan become(InstanceSnapshot now, ComputeInstanceState state, Message reason) {
        return now.state().next().contains(state) ? InstancePlan.become(state, reason) : InstancePlan.stay(reason);
    }
}
