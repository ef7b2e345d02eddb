package io.bancada.job.model;

import io.bancada.error.BancadaException;
import io.bancada.json.StringMapConverter;
import io.bancada.message.Message;
import io.bancada.message.MessageConverter;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
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
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A command to run on a compute: what was submitted (never changed), where it stands, and why. */
@Entity
@Table(name = "job")
public class Job {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "job_seq")
    @SequenceGenerator(name = "job_seq", sequenceName = "job_seq", allocationSize = 50)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "workspace_id")
    private Workspace workspace;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "compute_id", nullable = false)
    private long computeId;

    @Column(name = "compute_name", nullable = false)
    private String computeName;

    @Column(name = "experiment", nullable = false)
    private String experiment;

    @Column(name = "display_name", nullable = false)
    private String displayName;

    /** ARM's CommandJob properties as submitted, without the read-only ones: a JSON object. */
    @Column(name = "definition", nullable = false)
    private String definition;

    @Column(name = "snapshot")
    private @Nullable String snapshot;

    @Column(name = "environment", nullable = false)
    @Convert(converter = StringMapConverter.class)
    private Map<String, String> environment;

    @Column(name = "instance_count", nullable = false)
    private int instanceCount;

    @Column(name = "timeout_seconds")
    private @Nullable Long timeoutSeconds;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "status", nullable = false)
    private JobStatus status;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "reason", nullable = false)
    private JobReason reason;

    @Column(name = "message", nullable = false)
    @Convert(converter = MessageConverter.class)
    private Message message;

    @Column(name = "exit_code")
    private @Nullable Integer exitCode;

    @Column(name = "attempts", nullable = false)
    private int attempts;

    @Column(name = "archived", nullable = false)
    private boolean archived;

    @Column(name = "owner", nullable = false)
    private String owner;

    @Column(name = "owner_name", nullable = false)
    private String ownerName;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @ElementCollection
    @BatchSize(size = 100)
    @CollectionTable(name = "job_tag", joinColumns = @JoinColumn(name = "job_id"))
    private Set<JobTag> tags;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Job() {}

    public Job(
            Workspace workspace,
            String name,
            long computeId,
            String computeName,
            JobSpec spec,
            String owner,
            String ownerName,
            Instant at) {
        this.workspace = workspace;
        this.name = name;
        this.nameKey = name.toLowerCase(Locale.ROOT);
        this.computeId = computeId;
        this.computeName = computeName;
        this.experiment = spec.experiment();
        this.displayName = spec.displayName();
        this.definition = spec.definition();
        this.snapshot = spec.snapshot().orElse(null);
        this.environment = spec.environment();
        this.instanceCount = spec.instanceCount();
        this.timeoutSeconds = spec.timeout().map(Duration::toSeconds).orElse(null);
        this.tags = new LinkedHashSet<>(spec.tags());
        this.status = JobStatus.Queued;
        this.reason = JobReason.None;
        this.message = Message.NONE;
        this.owner = owner;
        this.ownerName = ownerName;
        this.createdAt = at;
    }

    /** Nodes are found; the next attempt begins. Returns its number, 1 for the first. */
    public int begin() {
        to(JobStatus.Starting);
        reason = JobReason.None;
        message = Message.NONE;
        attempts++;
        return attempts;
    }

    /** Its first process has started. Saying so again changes nothing. */
    public void running(Instant at) {
        if (status == JobStatus.Running) {
            return;
        }
        to(JobStatus.Running);
        if (startedAt == null) {
            startedAt = at;
        }
    }

    /** The attempt was lost through no fault of the job's; back to the queue. */
    public void requeue(JobReason why, Message words) {
        to(JobStatus.Queued);
        reason = why;
        message = words;
    }

    /** Asks for its end. A job that waits ends at once. */
    public void requestCancel(JobReason why, Message words, Instant at) {
        if (status.terminal()) {
            throw BancadaException.conflict(name, Message.of("refused.jobEnded", name, status.name()));
        }
        if (status == JobStatus.CancelRequested) {
            return;
        }
        if (status == JobStatus.Queued) {
            end(JobStatus.Canceled, why, words, null, at);
        } else {
            to(JobStatus.CancelRequested);
            reason = why;
            message = words;
        }
    }

    /** It is over. */
    public void end(JobStatus how, JobReason why, Message words, @Nullable Integer code, Instant at) {
        if (!how.terminal()) {
            throw new IllegalArgumentException("job " + name + " cannot end as " + how);
        }
        to(how);
        reason = why;
        message = words;
        exitCode = code;
        endedAt = at;
    }

    /** Shows or hides it in lists; the only thing of a job that a person may change later. */
    public void archive(boolean hidden) {
        archived = hidden;
    }

    private void to(JobStatus next) {
        if (!status.next().contains(next)) {
            throw new IllegalStateException("job " + name + " cannot go from " + status + " to " + next);
        }
        status = next;
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

    public long computeId() {
        return computeId;
    }

    public String computeName() {
        return computeName;
    }

    public String experiment() {
        return experiment;
    }

    public String displayName() {
        return displayName;
    }

    public String definition() {
        return definition;
    }

    /** Hash of the code snapshot that it runs with. */
    public Optional<String> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /** What its environment version gave when it was submitted: variables of its processes. */
    public Map<String, String> environment() {
        return environment;
    }

    public int instanceCount() {
        return instanceCount;
    }

    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeoutSeconds).map(Duration::ofSeconds);
    }

    public JobStatus status() {
        return status;
    }

    public JobReason reason() {
        return reason;
    }

    public Message message() {
        return message;
    }

    public Optional<Integer> exitCode() {
        return Optional.ofNullable(exitCode);
    }

    public Set<JobTag> tags() {
        return Set.copyOf(tags);
    }

    /** How often it was tried. */
    public int attempts() {
        return attempts;
    }

    public boolean archived() {
        return archived;
    }

    /** Subject of the person who submitted it (F14). */
    public String owner() {
        return owner;
    }

    public String ownerName() {
        return ownerName;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }
}
