package io.bancada.job.service;

import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.service.ClusterScaler.Scaled;
import io.bancada.job.model.JobReason;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeState;
import java.util.List;

/** Why the jobs of a compute wait, for people. */
record WaitReason(JobReason reason, String message) {
    static WaitReason of(AmlCompute compute, Scaled scaled, List<Node> nodes) {
        var preparing =
                nodes.stream().filter(n -> n.state() == NodeState.preparing).toList();
        var noRoom =
                preparing.stream().map(Node::reason).filter(r -> !r.isEmpty()).findFirst();
        return switch (scaled.plan().limit()) {
            case QUOTA -> new WaitReason(JobReason.QuotaExceeded, scaled.reason());
            case MAXIMUM ->
                preparing.isEmpty()
                        ? new WaitReason(
                                JobReason.ClusterAtMaximum,
                                "All " + compute.maxNodes() + " nodes that '" + compute.name()
                                        + "' may have are taken.")
                        : coming(preparing.size(), noRoom.orElse(""));
            case NONE -> coming(preparing.size(), noRoom.orElse(""));
        };
    }

    static WaitReason tooLarge(String compute, int maxNodes) {
        return new WaitReason(
                JobReason.NeedsMoreNodesThanMaximum,
                "It needs more nodes than the " + maxNodes + " that '" + compute + "' may have; raise its maximum.");
    }

    private static WaitReason coming(int preparing, String noRoom) {
        if (!noRoom.isEmpty()) {
            return new WaitReason(JobReason.InsufficientCapacity, noRoom);
        }
        return new WaitReason(
                JobReason.WaitingForNode,
                preparing == 0
                        ? "Waiting for a node."
                        : "Waiting for " + preparing + (preparing == 1 ? " node" : " nodes") + " to be prepared.");
    }
}
