package io.bancada.compute.model;

import io.bancada.message.Message;
import io.bancada.message.MessageConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One run of a setup script of an instance. It is one process on the node, and its number names that process. */
@Entity
@Table(name = "setup_run")
public class SetupRun {
    /** How it went. */
    public enum Outcome {
        Running,
        Succeeded,
        /** It ended with an exit code other than 0, or could not be run. */
        Failed,
        TimedOut,
        /** The instance was stopped, restarted or lost its machine meanwhile. */
        Canceled
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "setup_run_seq")
    @SequenceGenerator(name = "setup_run_seq", sequenceName = "setup_run_seq", allocationSize = 10)
    private Long id;

    @Column(name = "compute_id", nullable = false)
    private long computeId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "phase", nullable = false)
    private SetupPhase phase;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "outcome", nullable = false)
    private Outcome outcome;

    @Column(name = "message", nullable = false)
    @Convert(converter = MessageConverter.class)
    private Message message;

    @Column(name = "started_at", nullable = false)
    private Instant startedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected SetupRun() {}

    public SetupRun(long computeId, SetupPhase phase, Instant at) {
        this.computeId = computeId;
        this.phase = phase;
        this.outcome = Outcome.Running;
        this.message = Message.NONE;
        this.startedAt = at;
    }

    /** Has ended. Said again, nothing changes. */
    public void ended(Outcome how, Message why, Instant at) {
        if (outcome == Outcome.Running) {
            outcome = how;
            message = why;
            endedAt = at;
        }
    }

    public Long id() {
        return id;
    }

    public long computeId() {
        return computeId;
    }

    public SetupPhase phase() {
        return phase;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Why it has not gone well, for people; may be empty. */
    public Message message() {
        return message;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** When it ended; empty while it runs. */
    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }
}
