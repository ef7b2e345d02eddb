package io.bancada.compute.model;

import io.bancada.error.BancadaException;
import java.time.Duration;

/**
 * How a cluster grows and shrinks (D3, D6).
 *
 * @param minNodeCount nodes that stay even when idle, 0 or more
 * @param maxNodeCount nodes at most, not below the minimum
 * @param nodeIdleTimeBeforeScaleDown how long a node is idle before it leaves, 0 seconds to 30 days
 */
public record ScaleSettings(int minNodeCount, int maxNodeCount, Duration nodeIdleTimeBeforeScaleDown) {
    /** What a cluster gets where the client says nothing (X7). */
    public static final Duration DEFAULT_IDLE = Duration.ofMinutes(2);

    private static final String FIELD = "properties.properties.scaleSettings.";

    public ScaleSettings {
        if (minNodeCount < 0) {
            throw BancadaException.invalid(
                    FIELD + "minNodeCount", "minNodeCount is " + minNodeCount + "; give 0 or more.");
        }
        if (maxNodeCount < 0) {
            throw BancadaException.invalid(
                    FIELD + "maxNodeCount", "maxNodeCount is " + maxNodeCount + "; give 0 or more.");
        }
        if (minNodeCount > maxNodeCount) {
            throw BancadaException.invalid(
                    FIELD + "minNodeCount",
                    "minNodeCount " + minNodeCount + " is above maxNodeCount " + maxNodeCount
                            + "; lower it or raise maxNodeCount.");
        }
        if (nodeIdleTimeBeforeScaleDown.isNegative()
                || nodeIdleTimeBeforeScaleDown.compareTo(Duration.ofDays(30)) > 0) {
            throw BancadaException.invalid(
                    FIELD + "nodeIdleTimeBeforeScaleDown", "Give a duration from PT0S to P30D, such as PT2M.");
        }
    }

    /**
     * These settings, when a cluster may have so many nodes. A cluster that was made under a higher limit keeps its own.
     *
     * @param limit the most nodes of one cluster in this installation (D12)
     * @throws BancadaException 400 naming the field
     */
    public ScaleSettings within(int limit) {
        if (maxNodeCount > limit) {
            throw BancadaException.invalid(
                    FIELD + "maxNodeCount",
                    "maxNodeCount is " + maxNodeCount + "; give 0 to " + limit
                            + ", the most that bancada.cluster.max-nodes allows here.");
        }
        return this;
    }
}
