package io.bancada.compute.rest;

import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.AllocationState;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.rest.AmlComputeDefinition.ArmReference;
import io.bancada.node.model.NodeCounts;
import io.bancada.node.model.NodeState;
import io.bancada.web.ArmError;
import io.bancada.web.StrictJson;
import io.bancada.web.SystemData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ARM's ComputeResource for an AmlCompute. */
record ComputeResponse(
        String id,
        String name,
        String type,
        String location,
        Map<String, String> tags,
        Properties properties,
        SystemData systemData) {
    record Properties(
            String computeType,
            String computeLocation,
            ProvisioningState provisioningState,
            @Nullable String description,
            Instant createdOn,
            Instant modifiedOn,
            @Nullable List<ArmError> provisioningErrors,
            boolean isAttachedCompute,
            @Nullable Boolean disableLocalAuth,
            AmlProperties properties) {}

    /** ARM's AmlComputeProperties. {@code errors} says why nodes are not as many as wanted. */
    record AmlProperties(
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
            @Nullable ArmReference virtualMachineImage) {}

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

    static ComputeResponse from(ComputeDetails c) {
        var kept = StrictJson.stored(c.definition(), AmlComputeDefinition.class);
        var failed = c.provisioningState() == ProvisioningState.Failed;
        var properties = new Properties(
                "AmlCompute",
                c.location(),
                c.provisioningState(),
                c.description().isEmpty() ? null : c.description(),
                c.createdAt(),
                c.modifiedAt(),
                failed ? List.of(ArmError.of("ProvisioningFailed", c.reason(), null)) : null,
                false,
                kept.disableLocalAuth(),
                aml(c, kept));
        return new ComputeResponse(
                c.armId(),
                c.name(),
                "Microsoft.MachineLearningServices/workspaces/computes",
                c.location(),
                c.tags(),
                properties,
                SystemData.of(c.createdAt(), c.createdByName(), c.modifiedAt(), c.modifiedByName()));
    }

    private static AmlProperties aml(ComputeDetails c, AmlComputeDefinition kept) {
        return new AmlProperties(
                c.vmSize(),
                c.vmPriority(),
                "Linux",
                new Scale(
                        c.scale().minNodeCount(),
                        c.scale().maxNodeCount(),
                        c.scale().nodeIdleTimeBeforeScaleDown()),
                c.allocationState(),
                c.allocationStateAt(),
                c.reason().isEmpty() ? null : List.of(ArmError.of("AllocationDelayed", c.reason(), null)),
                c.nodes().current(),
                c.targetNodes(),
                Counts.from(c.nodes()),
                kept.isolatedNetwork(),
                kept.remoteLoginPortPublicAccess(),
                kept.enableNodePublicIp(),
                kept.subnet(),
                kept.virtualMachineImage());
    }
}
