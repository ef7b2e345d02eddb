package io.bancada.compute.model;

import io.bancada.catalog.model.VmPriority;
import io.bancada.message.Message;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A cluster: 0 to max nodes with a shared queue. */
@Entity
@Table(name = "aml_compute")
@DiscriminatorValue("AmlCompute")
public class AmlCompute extends Compute {
    @Column(name = "vm_size", nullable = false)
    private String vmSize;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "vm_priority", nullable = false)
    private VmPriority vmPriority;

    @Column(name = "min_nodes", nullable = false)
    private int minNodes;

    @Column(name = "max_nodes", nullable = false)
    private int maxNodes;

    @Column(name = "idle_seconds", nullable = false)
    private long idleSeconds;

    @Column(name = "demand_nodes", nullable = false)
    private int demandNodes;

    @Column(name = "target_nodes", nullable = false)
    private int targetNodes;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "allocation_state", nullable = false)
    private AllocationState allocationState;

    @Column(name = "allocation_state_at", nullable = false)
    private Instant allocationStateAt;

    @SuppressWarnings("NullAway.Init")
    protected AmlCompute() {}

    public AmlCompute(
            Workspace workspace,
            String name,
            String vmSize,
            VmPriority vmPriority,
            ScaleSettings scale,
            String createdBy,
            String createdByName,
            Instant at) {
        super(workspace, name, createdBy, createdByName, at);
        this.vmSize = vmSize;
        this.vmPriority = vmPriority;
        this.allocationState = AllocationState.Steady;
        this.allocationStateAt = at;
        takeScale(scale);
    }

    @Override
    public ComputeType type() {
        return ComputeType.AmlCompute;
    }

    @Override
    public int maxNodesPerJob() {
        return maxNodes;
    }

    @Override
    AmlComputeDetails details() {
        return new AmlComputeDetails(
                vmSize, vmPriority, scale(), allocationState, allocationStateAt, demandNodes, targetNodes);
    }

    /** Asks for other scale settings. */
    public void requestScale(ScaleSettings scale, String byName, Instant at) {
        requestUpdate(byName, at);
        takeScale(scale);
    }

    @Override
    public void requestDelete(String byName, Instant at) {
        super.requestDelete(byName, at);
        minNodes = 0;
        maxNodes = 0;
    }

    /**
     * What the scale planner found.
     *
     * @param demand nodes that the queue and the running jobs want
     * @param target nodes that are wanted within limits and quota
     * @param allocation whether nodes come or go
     * @param reason why the target is not the demand, for people; empty when it is
     */
    public void scaled(int demand, int target, AllocationState allocation, Message reason, Instant at) {
        demandNodes = demand;
        targetNodes = target;
        because(reason);
        if (allocation != allocationState) {
            allocationState = allocation;
            allocationStateAt = at;
        }
    }

    private void takeScale(ScaleSettings scale) {
        minNodes = scale.minNodeCount();
        maxNodes = scale.maxNodeCount();
        idleSeconds = scale.nodeIdleTimeBeforeScaleDown().toSeconds();
    }

    public String vmSize() {
        return vmSize;
    }

    public VmPriority vmPriority() {
        return vmPriority;
    }

    public ScaleSettings scale() {
        return new ScaleSettings(minNodes, maxNodes, idle());
    }

    public int minNodes() {
        return minNodes;
    }

    public int maxNodes() {
        return maxNodes;
    }

    public Duration idle() {
        return Duration.ofSeconds(idleSeconds);
    }

    public int demandNodes() {
        return demandNodes;
    }

    public int targetNodes() {
        return targetNodes;
    }

    public AllocationState allocationState() {
        return allocationState;
    }

    public Instant allocationStateAt() {
        return allocationStateAt;
    }
}
