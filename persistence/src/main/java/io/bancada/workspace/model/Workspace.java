package io.bancada.workspace.model;

import io.bancada.json.StringMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Holds computes, jobs, assets and files, and lives in a location. */
@Entity
@Table(name = "workspace")
public class Workspace {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "workspace_seq")
    @SequenceGenerator(name = "workspace_seq", sequenceName = "workspace_seq", allocationSize = 10)
    private Long id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "resource_group_id")
    private ResourceGroup resourceGroup;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    /** Never used again, so that a re-created name gets a share of its own (attack S8). */
    @Column(name = "uid", nullable = false)
    private UUID uid;

    @Column(name = "location", nullable = false)
    private String location;

    @Column(name = "friendly_name", nullable = false)
    private String friendlyName;

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

    @Column(name = "modified_at", nullable = false)
    private Instant modifiedAt;

    @Column(name = "modified_by", nullable = false)
    private String modifiedBy;

    @Embedded
    private WorkspacePolicy policy;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Workspace() {}

    public Workspace(ResourceGroup group, String name, String location, String by, Instant at) {
        this.resourceGroup = group;
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.uid = UUID.randomUUID();
        this.location = location;
        this.friendlyName = name;
        this.description = "";
        this.tags = Map.of();
        this.definition = "{}";
        this.policy = WorkspacePolicy.DEFAULT;
        this.createdAt = at;
        this.createdBy = by;
        this.modifiedAt = at;
        this.modifiedBy = by;
    }

    /** Takes over what a person may change. */
    public void describe(
            String newFriendlyName,
            String newDescription,
            Map<String, String> newTags,
            String newDefinition,
            String by,
            Instant at) {
        this.friendlyName = newFriendlyName;
        this.description = newDescription;
        this.tags = Map.copyOf(newTags);
        this.definition = newDefinition;
        this.modifiedBy = by;
        this.modifiedAt = at;
    }

    /** Says something else of its compute instances from now on. */
    public void rule(WorkspacePolicy newPolicy, String by, Instant at) {
        this.policy = newPolicy;
        this.modifiedBy = by;
        this.modifiedAt = at;
    }

    public Long id() {
        return id;
    }

    public UUID uid() {
        return uid;
    }

    public String name() {
        return name;
    }

    public String location() {
        return location;
    }

    public ResourceGroup resourceGroup() {
        return resourceGroup;
    }

    public String friendlyName() {
        return friendlyName;
    }

    public String description() {
        return description;
    }

    public Map<String, String> tags() {
        return tags;
    }

    /** A JSON object: the ARM properties that the product keeps and returns but does not act on. */
    public String definition() {
        return definition;
    }

    /** What it says of its compute instances. */
    public WorkspacePolicy policy() {
        return policy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    public String modifiedBy() {
        return modifiedBy;
    }

    /** The workspace's ARM id. */
    public WorkspaceId armId(String subscription) {
        return new WorkspaceId(subscription, resourceGroup.name(), name);
    }
}
