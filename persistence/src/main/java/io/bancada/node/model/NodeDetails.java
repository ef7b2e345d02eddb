package io.bancada.node.model;

import io.bancada.message.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * A node as pages and the API show it.
 *
 * @param nodeId the key at the driver
 * @param since when it came to its state
 * @param reason why it is in its state, for people; may be empty
 * @param runId name of the job that it runs
 */
public record NodeDetails(
        String nodeId,
        NodeState state,
        Instant since,
        Message reason,
        String address,
        Optional<String> runId,
        Instant createdAt) {
    public static NodeDetails from(Node n) {
        return new NodeDetails(n.key(), n.state(), n.stateAt(), n.reason(), n.address(), n.runId(), n.createdAt());
    }
}
