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

/** One try at a job. */
@Entity
@Table(name = "job_attempt")
public class JobAttempt {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "job_attempt_seq")
    @SequenceGenerator(name = "job_attempt_seq", sequenceName = "job_attempt_seq", allocationSize = 50)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "job_id")
    private Job job;

    /** 1 for the first. */
    @Column(name = "number", nullable = false)
    private int number;

    @Column(name = "began_at", nullable = false)
    private Instant beganAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "reason", nullable = false)
    private JobReason reason;

    @Column(name = "message", nullable = false)
    @Convert(converter = MessageConverter.class)
    private Message message;

    @SuppressWarnings("NullAway.Init")
    protected JobAttempt() {}

    public JobAttempt(Job job, int number, Instant at) {
        this.job = job;
        this.number = number;
        this.beganAt = at;
        this.reason = JobReason.None;
        this.message = Message.NONE;
    }

    /** It is over. */
    public void end(JobReason why, Message words, Instant at) {
        reason = why;
        message = words;
        endedAt = at;
    }

    public Long id() {
        return id;
    }

    public Job job() {
        return job;
    }

    public int number() {
        return number;
    }

    public Instant beganAt() {
        return beganAt;
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public JobReason reason() {
        return reason;
    }

    public Message message() {
        return message;
    }
}
