package io.bancada.compute.service;

import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.message.Message;
import java.util.Optional;

/**
 * What the instance planner decides.
 *
 * @param step what is to be done with the node
 * @param state where the instance has come to; empty where it stays
 * @param reason why it is there or still on its way, for people; empty where all is as wanted
 */
public record InstancePlan(Step step, Optional<ComputeInstanceState> state, Message reason) {
    /** What is to be done with the node; one thing at a time. */
    public enum Step {
        NONE,
        /** Ask the jobs on it to end. */
        END_JOBS,
        /** Give up its machine and keep the disk. */
        STOP_NODE,
        /** Ask for its machine again. */
        PREPARE_NODE,
        /** Run the setup script that is due. */
        RUN_SETUP,
        /** It went down by itself: stop it first, then start it. */
        COME_BACK,
        /** Give it back with its disk. */
        RELEASE_NODE
    }

    static InstancePlan stay(Message reason) {
        return new InstancePlan(Step.NONE, Optional.empty(), reason);
    }

    static InstancePlan step(Step step, Message reason) {
        return new InstancePlan(step, Optional.empty(), reason);
    }

    static InstancePlan become(ComputeInstanceState state, Message reason) {
        return new InstancePlan(Step.NONE, Optional.of(state), reason);
    }
}
