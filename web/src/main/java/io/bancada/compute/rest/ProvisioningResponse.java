package io.bancada.compute.rest;

import io.bancada.compute.service.Provisioning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast nodes of a compute come; durations as ARM writes them.
 *
 * @param nodes how many of the last nodes the durations are about
 * @param slowAfter a node that is not ready after this time is slow
 * @param slowNodes nodes that are slow now
 */
record ProvisioningResponse(
        int nodes,
        @Nullable Duration last,
        @Nullable Duration median,
        @Nullable Duration slowest,
        Duration slowAfter,
        List<Slow> slowNodes) {
    record Slow(String nodeId, Instant since, String reason) {}

    static ProvisioningResponse from(Provisioning p) {
        return new ProvisioningResponse(
                p.times().nodes(),
                p.times().last().orElse(null),
                p.times().median().orElse(null),
                p.times().slowest().orElse(null),
                p.slowAfter(),
                p.slow().stream()
                        .map(n -> new Slow(n.nodeId(), n.since(), n.reason().english()))
                        .toList());
    }
}
