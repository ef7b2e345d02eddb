package io.bancada.node.model;

import java.util.EnumMap;
import java.util.Map;

/** How many nodes of a compute are in which state. */
public record NodeCounts(Map<NodeState, Integer> byState) {
    /** No nodes at all. */
    public static final NodeCounts NONE = new NodeCounts(Map.of());

    public NodeCounts {
        byState = byState.isEmpty() ? Map.of() : new EnumMap<>(byState);
    }

    public int of(NodeState state) {
        return byState.getOrDefault(state, 0);
    }

    /** Nodes that are there or coming: ARM's currentNodeCount. */
    public int current() {
        return of(NodeState.preparing) + of(NodeState.idle) + of(NodeState.running);
    }
}
