package io.bancada.node.model;

import java.util.EnumSet;
import java.util.Set;

/** ARM's nodeState, in ARM's lower case; the node of an instance may also be stopped, which ARM never lists. */
public enum NodeState {
    preparing,
    idle,
    running,
    leaving,
    unusable,
    preempted,
    /** Its work ends and its machine is given up, but for the disk. */
    stopping,
    /** There is its disk only. */
    stopped;

    /** The states that may follow this one. A node that has left has no row any more. */
    public Set<NodeState> next() {
        return switch (this) {
            case preparing -> EnumSet.of(idle, unusable, leaving, stopping);
            case idle -> EnumSet.of(running, leaving, unusable, preempted, stopping);
            case running -> EnumSet.of(idle, leaving, unusable, preempted);
            case unusable -> EnumSet.of(leaving, stopping);
            case preempted -> EnumSet.of(leaving);
            case stopping -> EnumSet.of(stopped, leaving);
            case stopped -> EnumSet.of(preparing, leaving);
            case leaving -> EnumSet.noneOf(NodeState.class);
        };
    }

    /** Whether its machine is there and can be used: while it costs. */
    public boolean runs() {
        return this == idle || this == running;
    }
}
