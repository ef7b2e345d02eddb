package io.bancada.compute.rest;

import io.bancada.node.model.NodeDetails;
import io.bancada.node.model.NodeState;
import org.jspecify.annotations.Nullable;

/** ARM's AmlComputeNodeInformation. No port: nobody signs on to a node from outside. */
record NodeResponse(
        String nodeId,
        @Nullable String privateIpAddress,
        NodeState nodeState,
        @Nullable String runId) {
    static NodeResponse from(NodeDetails n) {
        return new NodeResponse(
                n.nodeId(),
                n.address().isEmpty() ? null : n.address(),
                n.state(),
                n.runId().orElse(null));
    }
}
