package io.bancada.job.model;

import io.bancada.message.Message;
import io.bancada.message.MessageConverter;
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
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The process of an attempt on one node: one rank of a multi-node job. */
@Entity
@Table(name = "job_process")
public class JobProcess {
    /** Whether it runs. */
    public enum State {
        /** A node is found; whether the process was started there, only the node can say. */
        assigned,
        running,
        ended
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "job_process_seq")
    @SequenceGenerator(name = "job_process_seq", sequenceName = "job_process_seq", allocationSize = 50)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "attempt_id")
    private JobAttempt attempt;

    @Column(name = "compute_id", nullable = false)
    private long computeId;

    @Column(name = "node_id", nullable = false)
    private long nodeId;

    @Column(name = "node_key", nullable = false)
    private String nodeKey;

    /** 0 to instanceCount - 1. */
    @Column(name = "process_rank", nullable = false)
    private int rank;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "state", nullable = false)
    private State state;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "reason", nullable = false)
    private JobReason reason;

    @Column(name = "message", nullable = false)
    @Convert(converter = MessageConverter.class)
    private Message message;

    @Column(name = "exit_code")
    private @Nullable Integer exitCode;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected JobProcess() {}

    public JobProcess(JobAttempt attempt, long computeId, long nodeId, String nodeKey, int rank) {
        this.attempt = attempt;
        this.computeId = computeId;
        this.nodeId = nodeId;
        this.nodeKey = nodeKey;
        this.rank = rank;
        this.state = State.assigned;
        this.reason = JobReason.None;
        this.message = Message.NONE;
    }

    /** The node says that it runs. */
    public void running(Instant at) {
        if (state == State.assigned) {
            state = State.running;
            startedAt = at;
        }
    }

    /** The node says that it is over. The first word on it stays. */
    public void end(JobReason why, Message words, @Nullable Integer code, @Nullable Instant started, Instant at) {
        if (state == State.ended) {
            return;
        }
        state = State.ended;
        reason = why;
        message = words;
        exitCode = code;
        if (startedAt == null) {
            startedAt = started;
        }
        endedAt = at;
    }

    public Long id() {
        return id;
    }

    public JobAttempt attempt() {
        return attempt;
    }

    public long computeId() {
        return computeId;
    }

    public long nodeId() {
        return nodeId;
    }

    public String nodeKey() {
        return nodeKey;
    }

    public int rank() {
        return rank;
    }

    public State state() {
        return state;
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

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** The capsule's name: the row's number never comes again. */
    public String capsule() {
        return "p-" + id;
    }
}
