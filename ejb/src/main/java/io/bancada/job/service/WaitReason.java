package io.bancada.job.service;

import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.service.ClusterScaler.Scaled;
import io.bancada.job.model.JobReason;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeState;
import java.util.List;

/** Why the jobs of a compute wait, for people. */
record WaitReason(JobReason reason, Message message) {
    static WaitReason of(AmlCompute compute, Scaled scaled, List<Node> nodes) {
        var preparing =
                nodes.stream().filter(n -> n.state() == NodeState.preparing).toList();
        var noRoom = preparing.stream()
                .map(Node::reason)
                .filter(r -> !r.isEmpty())
                .findFirst()
                .orElse(Message.NONE);
        return switch (scaled.plan().limit()) {
            case LOCK -> new WaitReason(JobReason.BlockedByLock, scaled.reason());
            case QUOTA -> new WaitReason(JobReason.QuotaExceeded, scaled.reason());
            case MAXIMUM ->
                preparing.isEmpty()
                        ? new WaitReason(
                                JobReason.ClusterAtMaximum,
                                Message.of("job.clusterFull", compute.maxNodes(), compute.name()))
                        : coming(preparing.size(), noRoom);
            case NONE -> coming(preparing.size(), noRoom);
        };
    }

    static WaitReason tooLarge(String compute, int maxNodes) {
        return new WaitReason(JobReason.NeedsMoreNodesThanMaximum, Message.of("job.tooWide", maxNodes, compute));
    }

    private static WaitReason coming(int preparing, Message noRoom) {
        if (!noRoom.isEmpty()) {
            return new WaitReason(JobReason.InsufficientCapacity, noRoom);
        }
        return new WaitReason(JobReason.WaitingForNode, Message.of("job.waitsForNodes", preparing));
    }
}
