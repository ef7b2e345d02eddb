package io.bancada.compute.service;

import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.ScaleSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks of a cluster; empty means not said, and gets the documented default (D6).
 *
 * @param location must be the workspace's (D2)
 * @param vmSize a size that the location offers; required on creation, fixed afterwards
 * @param vmPriority default dedicated; fixed afterwards
 * @param minNodeCount default 0
 * @param maxNodeCount default 4
 * @param nodeIdleTimeBeforeScaleDown default 120 s
 * @param definition ARM properties that are kept and returned but not acted on, a JSON object
 */
public record AmlComputeRequest(
        Optional<String> location,
        Optional<String> vmSize,
        Optional<VmPriority> vmPriority,
        Optional<Integer> minNodeCount,
        Optional<Integer> maxNodeCount,
        Optional<Duration> nodeIdleTimeBeforeScaleDown,
        Optional<String> description,
        Map<String, String> tags,
        String definition) {
    /** Nodes at most, where the client says nothing. */
    public static final int DEFAULT_MAX_NODES = 4;

    /** What a cluster gets where the client says nothing of its scale. */
    static final ScaleSettings DEFAULT_SCALE = new ScaleSettings(0, DEFAULT_MAX_NODES, ScaleSettings.DEFAULT_IDLE);
}
