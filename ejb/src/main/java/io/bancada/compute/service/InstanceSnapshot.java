package io.bancada.compute.service;

import io.bancada.compute.model.ComputeInstance.Wanted;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.SetupPhase;
import io.bancada.message.Message;
import io.bancada.node.model.NodeState;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that the instance planner looks at.
 *
 * @param state where the instance stands
 * @param wanted what its machine is to be brought to next
 * @param node its one node; empty once that is gone
 * @param working whether processes of jobs are on the node
 * @param setup the script that is to run or has run; empty where nothing is left to set up
 */
public record InstanceSnapshot(
        ComputeInstanceState state,
        Wanted wanted,
        Optional<NodeView> node,
        boolean working,
        Optional<SetupView> setup) {
    /**
     * The node as the planner sees it.
     *
     * @param reason why it is in its state, for people; may be empty
     * @param up how long ago it was ready last; zero before the first time
     */
    public record NodeView(NodeState state, Message reason, Duration up) {}

    /**
     * A setup script as the planner sees it.
     *
     * @param reason why it has failed, for people; else empty
     */
    public record SetupView(SetupPhase phase, Progress progress, Message reason) {}

    /** How far a setup script is. */
    public enum Progress {
        DUE,
        RUNNING,
        FAILED
    }
}
