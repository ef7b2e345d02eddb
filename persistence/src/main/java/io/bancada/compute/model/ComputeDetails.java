package io.bancada.compute.model;

import io.bancada.catalog.model.VmPriority;
import io.bancada.node.model.NodeCounts;
import io.bancada.workspace.model.WorkspaceId;
import java.time.Instant;
import java.util.Map;

/**
 * A compute as pages and the API show it.
 *
 * @param id row number, for history and pages
 * @param workspace where it belongs
 * @param reason why nodes are not as many as wanted, for people; empty when they are
 * @param demandNodes nodes that the queue and the running jobs want
 * @param targetNodes nodes wanted within limits and quota: ARM's targetNodeCount
 * @param definition ARM properties that are kept and returned but not acted on, a JSON object
 */
public record ComputeDetails(
        long id,
        WorkspaceId workspace,
        String name,
        String location,
        String vmSize,
        VmPriority vmPriority,
        ScaleSettings scale,
        ProvisioningState provisioningState,
        AllocationState allocationState,
        Instant allocationStateAt,
        String reason,
        int demandNodes,
        int targetNodes,
        NodeCounts nodes,
        String description,
        Map<String, String> tags,
        String definition,
        Instant createdAt,
        String createdBy,
        String createdByName,
        Instant modifiedAt,
        String modifiedByName) {
    /** The compute with the node counts that were read for it. */
    public static ComputeDetails from(Compute c, NodeCounts nodes, String subscription) {
        return new ComputeDetails(
                c.id(),
                c.workspace().armId(subscription),
                c.name(),
                c.location(),
                c.vmSize(),
                c.vmPriority(),
                new ScaleSettings(c.minNodes(), c.maxNodes(), c.idle()),
                c.provisioningState(),
                c.allocationState(),
                c.allocationStateAt(),
                c.reason(),
                c.demandNodes(),
                c.targetNodes(),
                nodes,
                c.description(),
                c.tags(),
                c.definition(),
                c.createdAt(),
                c.createdBy(),
                c.createdByName(),
                c.modifiedAt(),
                c.modifiedByName());
    }

    /** ARM id. */
    public String armId() {
        return workspace.child("computes", name);
    }
}
