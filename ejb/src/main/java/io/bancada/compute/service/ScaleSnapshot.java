package io.bancada.compute.service;

import io.bancada.compute.model.ScaleSettings;
import io.bancada.node.model.NodeState;
import java.time.Instant;
import java.util.List;

/**
 * Everything that the scale planner looks at.
 *
 * @param scale limits and idle time as they are asked for; minimum and maximum 0 for a compute that is being deleted
 * @param demand nodes that running jobs hold and waiting jobs want, 0 or more
 * @param nodes every node there is, in any state
 * @param affordable nodes that the quota has room for
 */
public record ScaleSnapshot(ScaleSettings scale, int demand, List<NodeView> nodes, int affordable) {
    public ScaleSnapshot {
        nodes = List.copyOf(nodes);
    }

    /**
     * A node as the planner sees it.
     *
     * @param since when it came to its state
     */
    public record NodeView(long id, NodeState state, Instant since) {}
}
