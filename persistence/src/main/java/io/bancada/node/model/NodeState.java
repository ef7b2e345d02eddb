package io.bancada.node.model;

import java.util.EnumSet;
import java.util.Set;

/** ARM's nodeState, in ARM's lower case. */
public enum NodeState {
    preparing,
    idle,
    running,
    leaving,
    unusable,
    preempted;

    /** The states that may follow this one. A node that has left has no row any more. */
    public Set<NodeState> next() {
        return switch (this) {
            case preparing -> EnumSet.of(idle, unusable, leaving);
            case idle -> EnumSet.of(running, leaving, unusable, preempted);
            case running -> EnumSet.of(idle, leaving, unusable, preempted);
            case unusable, preempted -> EnumSet.of(leaving);
            case leaving -> EnumSet.noneOf(NodeState.class);
        };
    }
}
