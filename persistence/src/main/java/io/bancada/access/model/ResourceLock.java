package io.bancada.access.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** ARM's management lock: keeps a scope and everything below it from being deleted, or from being changed at all (J4). */
@Entity
@Table(name = "resource_lock")
public class ResourceLock {
    /** ARM's type of a lock. */
    public static final String TYPE = "Microsoft.Authorization/locks";

    @Id
    private UUID id;

    @Column(name = "scope", nullable = false)
    private String scope;

    /** The scope in lower case, since ids match without regard to case. */
    @Column(name = "scope_key", nullable = false)
    private String scopeKey;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "lock_level", nullable = false)
    private LockLevel level;

    @Column(name = "notes", nullable = false)
    private String notes;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "created_by_name", nullable = false)
    private String createdByName;

    @Column(name = "modified_at", nullable = false)
    private Instant modifiedAt;

    @Column(name = "modified_by_name", nullable = false)
    private String modifiedByName;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected ResourceLock() {}

    public ResourceLock(Scope scope, String name, LockLevel level, String notes, String byName, Instant at) {
        this.id = UUID.randomUUID();
        this.scope = scope.id();
        this.scopeKey = scope.id().toLowerCase(Locale.ROOT);
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.level = level;
        this.notes = notes;
        this.createdAt = at;
        this.createdByName = byName;
        this.modifiedAt = at;
        this.modifiedByName = byName;
    }

    /** Makes it another level, with other notes. */
    public void replace(LockLevel newLevel, String newNotes, String byName, Instant at) {
        level = newLevel;
        notes = newNotes;
        modifiedByName = byName;
        modifiedAt = at;
    }

    /** Whether it stands against this being done there. */
    public boolean forbids(ActionKind kind, Scope there) {
        return level.forbids(kind) && scope().covers(there);
    }

    public Scope scope() {
        return new Scope(scope);
    }

    public String name() {
        return name;
    }

    public LockLevel level() {
        return level;
    }

    /** What whoever set it wrote; may be empty. */
    public String notes() {
        return notes;
    }

    public Instant createdAt() {
        return createdAt;
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
