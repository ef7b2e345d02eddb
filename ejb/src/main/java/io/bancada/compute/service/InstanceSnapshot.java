package io.bancada.compute.service;

import io.bancada.compute.model.ComputeInstance.Wanted;
import io.bancada.compute.model.ComputeInstanceState;
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
 */
public record InstanceSnapshot(ComputeInstanceState state, Wanted wanted, Optional<NodeView> node, boolean working) {
    /**
     * The node as the planner sees it.
     *
     * @param reason why it is in its state, for people; may be empty
     * @param up how long ago it was ready last; zero before the first time
     */
    public record NodeView(NodeState state, Message reason, Duration up) {}
}
