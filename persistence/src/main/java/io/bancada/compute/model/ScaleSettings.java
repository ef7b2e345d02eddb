package io.bancada.compute.model;

import io.bancada.error.BancadaException;
import java.time.Duration;

/**
 * How a cluster grows and shrinks (D3, D6).
 *
 * @param minNodeCount nodes that stay even when idle, 0 or more
 * @param maxNodeCount nodes at most, 0 to {@value #MAX_NODES}, not below the minimum
 * @param nodeIdleTimeBeforeScaleDown how long a node is idle before it leaves, 0 seconds to 30 days
 */
public record ScaleSettings(int minNodeCount, int maxNodeCount, Duration nodeIdleTimeBeforeScaleDown) {
    /** What a cluster gets where the client says nothing (X7). */
    public static final Duration DEFAULT_IDLE = Duration.ofMinutes(2);

    /** The most nodes of one cluster (D12). */
    public static final int MAX_NODES = 100;

    public ScaleSettings {
        var field = "properties.properties.scaleSettings.";
        if (minNodeCount < 0) {
            throw BancadaException.invalid(
                    field + "minNodeCount", "minNodeCount is " + minNodeCount + "; give 0 or more.");
        }
        if (maxNodeCount < 0 || maxNodeCount > MAX_NODES) {
            throw BancadaException.invalid(
                    field + "maxNodeCount", "maxNodeCount is " + maxNodeCount + "; give 0 to " + MAX_NODES + ".");
        }
        if (minNodeCount > maxNodeCount) {
            throw BancadaException.invalid(
                    field + "minNodeCount",
                    "minNodeCount " + minNodeCount + " is above maxNodeCount " + maxNodeCount
                            + "; lower it or raise maxNodeCount.");
        }
        if (nodeIdleTimeBeforeScaleDown.isNegative()
                || nodeIdleTimeBeforeScaleDown.compareTo(Duration.ofDays(30)) > 0) {
            throw BancadaException.invalid(
                    field + "nodeIdleTimeBeforeScaleDown", "Give a duration from PT0S to P30D, such as PT2M.");
        }
    }
}
