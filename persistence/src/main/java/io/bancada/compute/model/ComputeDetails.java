package io.bancada.compute.model;

import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.node.model.NodeCounts;
import io.bancada.workspace.model.WorkspaceId;
import java.time.Instant;
import java.util.Map;

/**
 * A compute as pages and the API show it: what all kinds have, and in {@code kind} what only its kind has.
 *
 * @param id row number, for history and pages
 * @param workspace where it belongs
 * @param reason why it is not as wanted, for people; empty when it is
 * @param definition ARM properties that are kept and returned but not acted on, a JSON object
 */
public record ComputeDetails(
        long id,
        ComputeType type,
        WorkspaceId workspace,
        String name,
        String location,
        ProvisioningState provisioningState,
        Message reason,
        NodeCounts nodes,
        Kind kind,
        String description,
        Map<String, String> tags,
        String definition,
        Instant createdAt,
        String createdBy,
        String createdByName,
        Instant modifiedAt,
        String modifiedByName) {
    /** What only one kind of compute has. */
    public sealed interface Kind permits AmlComputeDetails, ComputeInstanceDetails, VirtualMachineDetails {}

    /** The compute with the node counts that were read for it. */
    public static ComputeDetails from(Compute c, NodeCounts nodes, String subscription) {
        return new ComputeDetails(
                c.id(),
                c.type(),
                c.workspace().armId(subscription),
                c.name(),
                c.location(),
                c.provisioningState(),
                c.reason(),
                nodes,
                c.details(),
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

    /**
     * What it has as a compute of one kind.
     *
     * @throws BancadaException 409 where it is of another kind
     */
    public <T extends Kind> T as(Class<T> wanted) {
        if (!wanted.isInstance(kind)) {
            throw BancadaException.conflict(name, "The compute '" + name + "' is of type " + type + ".");
        }
        return wanted.cast(kind);
    }

    /** What it has as a cluster. */
    public AmlComputeDetails cluster() {
        return as(AmlComputeDetails.class);
    }

    /** What it has as a compute instance. */
    public ComputeInstanceDetails instance() {
        return as(ComputeInstanceDetails.class);
    }

    /** What it has as an attached machine. */
    public VirtualMachineDetails machine() {
        return as(VirtualMachineDetails.class);
    }
}
