package io.bancada.compute.model;

import io.bancada.error.BancadaException;
import io.bancada.message.Message;
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
            throw BancadaException.invalid(FIELD + "minNodeCount", Message.of("refused.negativeMin", minNodeCount));
        }
        if (maxNodeCount < 0) {
            throw BancadaException.invalid(FIELD + "maxNodeCount", Message.of("refused.negativeMax", maxNodeCount));
        }
        if (minNodeCount > maxNodeCount) {
            throw BancadaException.invalid(
                    FIELD + "minNodeCount", Message.of("refused.minAboveMax", minNodeCount, maxNodeCount));
        }
        if (nodeIdleTimeBeforeScaleDown.isNegative()
                || nodeIdleTimeBeforeScaleDown.compareTo(Duration.ofDays(30)) > 0) {
            throw BancadaException.invalid(FIELD + "nodeIdleTimeBeforeScaleDown", Message.of("refused.idle"));
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
            throw BancadaException.invalid(FIELD + "maxNodeCount", Message.of("refused.maxNodes", maxNodeCount, limit));
        }
        return this;
    }
}
