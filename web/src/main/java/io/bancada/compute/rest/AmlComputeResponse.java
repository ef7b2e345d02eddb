package io.bancada.compute.rest;

import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.AllocationState;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.rest.AmlComputeDefinition.ArmReference;
import io.bancada.node.model.NodeCounts;
import io.bancada.node.model.NodeState;
import io.bancada.web.ArmError;
import io.bancada.web.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARM's AmlComputeProperties. {@code errors} says why nodes are not as many as wanted. */
record AmlComputeResponse(
        String vmSize,
        VmPriority vmPriority,
        String osType,
        Scale scaleSettings,
        AllocationState allocationState,
        Instant allocationStateTransitionTime,
        @Nullable List<ArmError> errors,
        int currentNodeCount,
        int targetNodeCount,
        Counts nodeStateCounts,
        @Nullable Boolean isolatedNetwork,
        @Nullable String remoteLoginPortPublicAccess,
        @Nullable Boolean enableNodePublicIp,
        @Nullable ArmReference subnet,
        @Nullable ArmReference virtualMachineImage) {
    record Scale(int minNodeCount, int maxNodeCount, Duration nodeIdleTimeBeforeScaleDown) {}

    record Counts(
            int idleNodeCount,
            int runningNodeCount,
            int preparingNodeCount,
            int unusableNodeCount,
            int leavingNodeCount,
            int preemptedNodeCount) {
        private static Counts from(NodeCounts nodes) {
            return new Counts(
                    nodes.of(NodeState.idle),
                    nodes.of(NodeState.running),
                    nodes.of(NodeState.preparing),
                    nodes.of(NodeState.unusable),
                    nodes.of(NodeState.leaving),
                    nodes.of(NodeState.preempted));
        }
    }

    static AmlComputeResponse from(ComputeDetails c) {
        var cluster = c.cluster();
        var kept = StrictJson.stored(c.definition(), AmlComputeDefinition.class);
        return new AmlComputeResponse(
                cluster.vmSize(),
                cluster.vmPriority(),
                "Linux",
                new Scale(
                        cluster.scale().minNodeCount(),
                        cluster.scale().maxNodeCount(),
                        cluster.scale().nodeIdleTimeBeforeScaleDown()),
                cluster.allocationState(),
                cluster.allocationStateAt(),
                c.reason().isEmpty()
                        ? null
                        : List.of(ArmError.of("AllocationDelayed", c.reason().english(), null)),
                c.nodes().current(),
                cluster.targetNodes(),
                Counts.from(c.nodes()),
                kept.isolatedNetwork(),
                kept.remoteLoginPortPublicAccess(),
                kept.enableNodePublicIp(),
                kept.subnet(),
                kept.virtualMachineImage());
    }
}
