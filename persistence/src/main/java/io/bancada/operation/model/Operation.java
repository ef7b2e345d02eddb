package io.bancada.operation.model;

import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.message.MessageConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What {@code Azure-AsyncOperation} and {@code Location} poll: the progress of one accepted request. */
@Entity
@Table(name = "operation")
public class Operation {
    /** ARM's words. */
    public enum Status {
        InProgress,
        Succeeded,
        Failed,
        Canceled
    }

    @Id
    private UUID id;

    /** ARM id of the resource that it is about. */
    @Column(name = "resource_id", nullable = false)
    private String resourceId;

    /** The action that was asked for, such as {@code Microsoft.MachineLearningServices/workspaces/computes/write}. */
    @Column(name = "action", nullable = false)
    private String action;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "status", nullable = false)
    private Status status;

    @Column(name = "error_code")
    private @Nullable String errorCode;

    @Column(name = "error_message")
    @Convert(converter = MessageConverter.class)
    private @Nullable Message errorMessage;

    @Column(name = "started_at", nullable = false)
    private Instant startedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "started_by", nullable = false)
    private String startedBy;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Operation() {}

    public Operation(String resourceId, String action, String startedBy, Instant at) {
        this.id = UUID.randomUUID();
        this.resourceId = resourceId;
        this.action = action;
        this.status = Status.InProgress;
        this.startedBy = startedBy;
        this.startedAt = at;
    }

    /** Done as asked. A finished operation stays as it is. */
    public void succeed(Instant at) {
        if (status == Status.InProgress) {
            status = Status.Succeeded;
            endedAt = at;
        }
    }

    /** Cannot be done. A finished operation stays as it is. */
    public void fail(ErrorCode code, Message message, Instant at) {
        if (status == Status.InProgress) {
            status = Status.Failed;
            errorCode = code.arm();
            errorMessage = message;
            endedAt = at;
        }
    }

    /** Something asked for later took its place. A finished operation stays as it is. */
    public void cancel(Instant at) {
        if (status == Status.InProgress) {
            status = Status.Canceled;
            endedAt = at;
        }
    }

    public UUID id() {
        return id;
    }

    public String resourceId() {
        return resourceId;
    }

    public String action() {
        return action;
    }

    public Status status() {
        return status;
    }

    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    public Optional<Message> errorMessage() {
        return Optional.ofNullable(errorMessage);
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public String startedBy() {
        return startedBy;
    }
}
