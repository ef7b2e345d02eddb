package io.bancada.compute.service;

import io.bancada.compute.model.ProvisionTimes;
import io.bancada.node.model.NodeDetails;
import java.time.Duration;
import java.util.List;

/**
 * How fast nodes of a compute come.
 *
 * @param slowAfter a node that is not ready after this time is slow
 * @param slow nodes that are wanted for longer than that and still not ready
 */
public record Provisioning(ProvisionTimes times, Duration slowAfter, List<NodeDetails> slow) {
    public Provisioning {
        slow = List.copyOf(slow);
    }
}
