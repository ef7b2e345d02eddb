package io.bancada.compute.model;

import io.bancada.error.BancadaException;
import io.bancada.json.StringMapConverter;
import io.bancada.message.Message;
import io.bancada.message.MessageConverter;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A compute target of a workspace: what all kinds have in common. Each kind is a subclass with a table of its own. What
 * was asked for, what is (states) and why ({@code reason}) are kept apart.
 */
@Entity
@Table(name = "compute")
@Inheritance(strategy = InheritanceType.JOINED)
@DiscriminatorColumn(name = "compute_type")
public abstract class Compute {
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

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "provisioning_state", nullable = false)
    private ProvisioningState provisioningState;

    @Column(name = "reason", nullable = false)
    @Convert(converter = MessageConverter.class)
    private Message reason;

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

    protected Compute(Workspace workspace, String name, String createdBy, String createdByName, Instant at) {
        this.workspace = workspace;
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.uid = UUID.randomUUID();
        this.location = workspace.location();
        this.provisioningState = ProvisioningState.Creating;
        this.reason = Message.NONE;
        this.description = "";
        this.tags = Map.of();
        this.definition = "{}";
        this.createdAt = at;
        this.createdBy = createdBy;
        this.createdByName = createdByName;
        this.modifiedAt = at;
        this.modifiedByName = createdByName;
    }

    /** Which kind it is. */
    public abstract ComputeType type();

    /** Nodes that one job may have at once. */
    public abstract int maxNodesPerJob();

    /** All that pages show of where it stands; equal before and after a pass that moved nothing. */
    public Standing standing() {
        return new Standing(provisioningState, reason, details());
    }

    /** Where a compute stands, for comparison. */
    public record Standing(ProvisioningState provisioningState, Message reason, ComputeDetails.Kind kind) {}

    /** What only this kind has, as pages and the API show it. */
    abstract ComputeDetails.Kind details();

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
        modified(byName, at);
    }

    /** Asks for something else than it was asked to be before. */
    protected void requestUpdate(String byName, Instant at) {
        requireNotDeleting();
        if (provisioningState != ProvisioningState.Creating) {
            provisioningState = ProvisioningState.Updating;
        }
        modified(byName, at);
    }

    /** The reconciler has taken over what was asked. */
    public void settled() {
        if (provisioningState == ProvisioningState.Creating || provisioningState == ProvisioningState.Updating) {
            provisioningState = ProvisioningState.Succeeded;
        }
    }

    /** It cannot be made as asked. */
    public void failed(Message why) {
        if (provisioningState == ProvisioningState.Creating || provisioningState == ProvisioningState.Updating) {
            provisioningState = ProvisioningState.Failed;
        }
        reason = why;
    }

    /** It could not be made as asked at first, and now it is. */
    protected void recovered() {
        if (provisioningState == ProvisioningState.Failed) {
            provisioningState = ProvisioningState.Succeeded;
        }
    }

    /** Says why it is not as wanted, for people; empty when it is. */
    protected void because(Message why) {
        reason = why;
    }

    /** Whether jobs that wait may begin on it now. */
    public boolean runsJobs() {
        return accepts();
    }

    /** Whether jobs may be put on it. */
    public boolean accepts() {
        return provisioningState != ProvisioningState.Deleting && provisioningState != ProvisioningState.Failed;
    }

    /**
     * Goes on only where it is to stay.
     *
     * @throws BancadaException 409 while it is being deleted
     */
    protected void requireNotDeleting() {
        if (provisioningState == ProvisioningState.Deleting) {
            throw BancadaException.conflict(name, Message.of("refused.computeGoes", name));
        }
    }

    private void modified(String byName, Instant at) {
        modifiedAt = at;
        modifiedByName = byName;
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

    public ProvisioningState provisioningState() {
        return provisioningState;
    }

    /** Why it is not as wanted, for people; empty when it is. */
    public Message reason() {
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
