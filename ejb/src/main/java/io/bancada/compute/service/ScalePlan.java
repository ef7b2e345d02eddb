package io.bancada.compute.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the scale planner decides.
 *
 * @param create nodes to ask for
 * @param leave numbers of the nodes to give back
 * @param target nodes wanted once everything that is planned has happened
 * @param resizing whether nodes are coming or going
 * @param limit what keeps the target below the demand
 * @param lookAgainAfter when time alone will change the plan
 */
public record ScalePlan(
        int create, List<Long> leave, int target, boolean resizing, Limit limit, Optional<Duration> lookAgainAfter) {
    /** What keeps a cluster from being as large as its work. */
    public enum Limit {
        NONE,
        MAXIMUM,
        QUOTA,
        LOCK
    }

    public ScalePlan {
        leave = List.copyOf(leave);
    }

    /** Whether it makes nodes come or go. */
    public boolean moves() {
        return create > 0 || !leave.isEmpty();
    }
}
