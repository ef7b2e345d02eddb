package io.bancada.compute.model;

import io.bancada.catalog.model.VmPriority;
import io.bancada.error.BancadaException;
import io.bancada.json.StringMapConverter;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A compute target of a workspace. Today every row is an AmlCompute: 0 to max nodes with a shared queue. What was asked
 * for (scale settings, {@code generation}), what is (states) and why ({@code reason}) are kept apart.
 */
@Entity
@Table(name = "compute")
public class Compute {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "compute_seq")
    @SequenceGenerator(name = "compute_seq", sequenceName = "compute_seq", allocationSize = 10)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "workspace_id")
    private Workspace workspace;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    /** Names the group of nodes at the driver; never used again, unlike the name. */
    @Column(name = "uid", nullable = false)
    private UUID uid;

    @Column(name = "location", nullable = false)
    private String location;

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
    @Column(name = "provisioning_state", nullable = false)
    private ProvisioningState provisioningState;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "allocation_state", nullable = false)
    private AllocationState allocationState;

    @Column(name = "allocation_state_at", nullable = false)
    private Instant allocationStateAt;

    @Column(name = "reason", nullable = false)
    private String reason;

    @Column(name = "description", nullable = false)
    private String description;

    @Column(name = "tags", nullable = false)
    @Convert(converter = StringMapConverter.class)
    private Map<String, String> tags;

    @Column(name = "definition", nullable = false)
    private String definition;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "created_by", nullable = false)
    private String createdBy;

    @Column(name = "created_by_name", nullable = false)
    private String createdByName;

    @Column(name = "modified_at", nullable = false)
    private Instant modifiedAt;

    @Column(name = "modified_by_name", nullable = false)
    private String modifiedByName;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Compute() {}

    public Compute(
            Workspace workspace,
            String name,
            String vmSize,
            VmPriority vmPriority,
            ScaleSettings scale,
            String createdBy,
            String createdByName,
            Instant at) {
        this.workspace = workspace;
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.uid = UUID.randomUUID();
        this.location = workspace.location();
        this.vmSize = vmSize;
        this.vmPriority = vmPriority;
        this.provisioningState = ProvisioningState.Creating;
        this.allocationState = AllocationState.Steady;
        this.allocationStateAt = at;
        this.reason = "";
        this.description = "";
        this.tags = Map.of();
        this.definition = "{}";
        this.createdAt = at;
        this.createdBy = createdBy;
        this.createdByName = createdByName;
        this.modifiedAt = at;
        this.modifiedByName = createdByName;
        takeScale(scale);
    }

    /** Asks for other scale settings. */
    public void requestScale(ScaleSettings scale, String byName, Instant at) {
        requireNotDeleting();
        if (provisioningState != ProvisioningState.Creating) {
            provisioningState = ProvisioningState.Updating;
        }
        takeScale(scale);
        modifiedAt = at;
        modifiedByName = byName;
    }

    /** Takes over what is kept and returned but not acted on. */
    public void describe(String newDescription, Map<String, String> newTags, String newDefinition) {
        this.description = newDescription;
        this.tags = Map.copyOf(newTags);
        this.definition = newDefinition;
    }

    /** Asks for the end of this compute. Asking again changes nothing. */
    public void requestDelete(String byName, Instant at) {
        if (provisioningState == ProvisioningState.Deleting) {
            return;
        }
        provisioningState = ProvisioningState.Deleting;
        minNodes = 0;
        maxNodes = 0;
        modifiedAt = at;
        modifiedByName = byName;
    }

    /** The reconciler has taken over what was asked. */
    public void settled() {
        if (provisioningState == ProvisioningState.Creating || provisioningState == ProvisioningState.Updating) {
            provisioningState = ProvisioningState.Succeeded;
        }
    }

    /**
     * What the scale planner found.
     *
     * @param demand nodes that the queue and the running jobs want
     * @param target nodes that are wanted within limits and quota
     * @param allocation whether nodes come or go
     * @param newReason why the target is not the demand, for people; empty when it is
     */
    public void scaled(int demand, int target, AllocationState allocation, String newReason, Instant at) {
        demandNodes = demand;
        targetNodes = target;
        reason = newReason;
        if (allocation != allocationState) {
            allocationState = allocation;
            allocationStateAt = at;
        }
    }

    /** Whether jobs may be put on it. */
    public boolean accepts() {
        return provisioningState != ProvisioningState.Deleting && provisioningState != ProvisioningState.Failed;
    }

    private void requireNotDeleting() {
        if (provisioningState == ProvisioningState.Deleting) {
            throw BancadaException.conflict(
                    name, "The compute '" + name + "' is being deleted; wait for the end and create it again.");
        }
    }

    private void takeScale(ScaleSettings scale) {
        minNodes = scale.minNodeCount();
        maxNodes = scale.maxNodeCount();
        idleSeconds = scale.nodeIdleTimeBeforeScaleDown().toSeconds();
    }

    public Long id() {
        return id;
    }

    public UUID uid() {
        return uid;
    }

    public Workspace workspace() {
        return workspace;
    }

    public String name() {
        return name;
    }

    public String location() {
        return location;
    }

    public String vmSize() {
        return vmSize;
    }

    public VmPriority vmPriority() {
        return vmPriority;
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

    public ProvisioningState provisioningState() {
        return provisioningState;
    }

    public AllocationState allocationState() {
        return allocationState;
    }

    public Instant allocationStateAt() {
        return allocationStateAt;
    }

    /** Why nodes are not as many as wanted, for people; empty when they are. */
    public String reason() {
        return reason;
    }

    public String description() {
        return description;
    }

    public Map<String, String> tags() {
        return tags;
    }

    /** A JSON object: the ARM properties that are kept and returned but not acted on. */
    public String definition() {
        return definition;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public String createdByName() {
        return createdByName;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    public String modifiedByName() {
        return modifiedByName;
    }
}
