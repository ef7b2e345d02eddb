package io.bancada.quota.model;

import io.bancada.access.model.Caller;
import io.bancada.catalog.model.VmPriority;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.Column;
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
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person asks for a higher limit on cores; an administrator decides once (H2, H8). */
@Entity
@Table(name = "quota_request")
public class QuotaRequest {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "quota_request_seq")
    @SequenceGenerator(name = "quota_request_seq", sequenceName = "quota_request_seq", allocationSize = 10)
    private Long id;

    /** Whose work needs the cores; the limit itself is the location's. */
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "workspace_id")
    private Workspace workspace;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "location", nullable = false)
    private String location;

    @Column(name = "family", nullable = false)
    private String family;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "vm_priority", nullable = false)
    private VmPriority vmPriority;

    @Column(name = "present_cores", nullable = false)
    private long presentCores;

    @Column(name = "wanted_cores", nullable = false)
    private long wantedCores;

    @Column(name = "granted_cores")
    private @Nullable Long grantedCores;

    @Column(name = "reason", nullable = false)
    private String reason;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "status", nullable = false)
    private QuotaRequestStatus status;

    @Column(name = "decision", nullable = false)
    private String decision;

    @Column(name = "asked_at", nullable = false)
    private Instant askedAt;

    @Column(name = "asked_by", nullable = false)
    private String askedBy;

    @Column(name = "asked_by_name", nullable = false)
    private String askedByName;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Column(name = "decided_by_name", nullable = false)
    private String decidedByName;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected QuotaRequest() {}

    /**
     * A request that waits for its decision.
     *
     * @param limit the limit as it is
     * @param wantedCores what it should become
     */
    public QuotaRequest(
            Workspace workspace,
            String name,
            QuotaLimit limit,
            long wantedCores,
            String reason,
            Caller caller,
            Instant at) {
        this.workspace = workspace;
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.location = limit.location();
        this.family = limit.family();
        this.vmPriority = limit.vmPriority();
        this.presentCores = limit.cores();
        this.wantedCores = wantedCores;
        this.reason = reason;
        this.status = QuotaRequestStatus.Pending;
        this.decision = "";
        this.askedAt = at;
        this.askedBy = caller.subject();
        this.askedByName = caller.name();
        this.decidedByName = "";
    }

    /** The limit is raised to {@code cores}. */
    public void approve(long cores, String comment, String by, Instant at) {
        decide(QuotaRequestStatus.Approved, comment, by, at);
        grantedCores = cores;
    }

    /** The limit stays, and {@code comment} says why. */
    public void decline(String comment, String by, Instant at) {
        decide(QuotaRequestStatus.Declined, comment, by, at);
    }

    /** Whoever asked takes it back. */
    public void cancel(String by, Instant at) {
        decide(QuotaRequestStatus.Canceled, "", by, at);
    }

    /**
     * Goes on only while nobody has decided.
     *
     * @throws BancadaException 409 saying who decided what
     */
    public void requirePending() {
        if (status != QuotaRequestStatus.Pending) {
            throw BancadaException.conflict(
                    "status", Message.of("refused.decided", name, status.name(), decidedByName));
        }
    }

    private void decide(QuotaRequestStatus to, String comment, String by, Instant at) {
        requirePending();
        status = to;
        decision = comment;
        decidedByName = by;
        decidedAt = at;
    }

    public Long id() {
        return id;
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

    public String family() {
        return family;
    }

    public VmPriority vmPriority() {
        return vmPriority;
    }

    /** The limit at the time of asking. */
    public long presentCores() {
        return presentCores;
    }

    /** The limit that was asked for. */
    public long wantedCores() {
        return wantedCores;
    }

    /** The limit that was set; empty unless approved. */
    public Optional<Long> grantedCores() {
        return Optional.ofNullable(grantedCores);
    }

    public String reason() {
        return reason;
    }

    public QuotaRequestStatus status() {
        return status;
    }

    /** What was said with the decision. */
    public String decision() {
        return decision;
    }

    public Instant askedAt() {
        return askedAt;
    }

    /** Subject of the person who asked. */
    public String askedBy() {
        return askedBy;
    }

    public String askedByName() {
        return askedByName;
    }

    public Optional<Instant> decidedAt() {
        return Optional.ofNullable(decidedAt);
    }

    /** Who decided; empty while nobody has. */
    public String decidedByName() {
        return decidedByName;
    }
}
