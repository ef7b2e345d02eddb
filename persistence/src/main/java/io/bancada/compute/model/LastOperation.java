package io.bancada.compute.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * ARM's last operation on a compute instance: what was asked of it last, by what, and how it went.
 *
 * @param at when it was asked; when it ended, once it has
 */
@Embeddable
public record LastOperation(
        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Column(name = "last_operation_name", nullable = false)
        Name name,

        @Column(name = "last_operation_at", nullable = false)
        Instant at,

        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Column(name = "last_operation_status", nullable = false)
        Status status,

        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Column(name = "last_operation_trigger", nullable = false)
        Trigger trigger) {
    /** ARM's operationName. */
    public enum Name {
        Create,
        Start,
        Stop,
        Restart,
        Reimage,
        Delete
    }

    /** ARM's operationStatus. */
    public enum Status {
        InProgress,
        Succeeded,
        CreateFailed,
        StartFailed,
        StopFailed,
        RestartFailed,
        ReimageFailed,
        DeleteFailed
    }

    /** ARM's operationTrigger. */
    public enum Trigger {
        User,
        Schedule,
        IdleShutdown
    }

    /** Whether it has not failed. */
    public boolean well() {
        return status == Status.InProgress || status == Status.Succeeded;
    }

    static LastOperation begun(Name name, Trigger trigger, Instant at) {
        return new LastOperation(name, at, Status.InProgress, trigger);
    }

    LastOperation ended(boolean well, Instant when) {
        var failure = switch (name) {
            case Create -> Status.CreateFailed;
            case Start -> Status.StartFailed;
            case Stop -> Status.StopFailed;
            case Restart -> Status.RestartFailed;
            case Reimage -> Status.ReimageFailed;
            case Delete -> Status.DeleteFailed;
        };
        return new LastOperation(name, when, well ? Status.Succeeded : failure, trigger);
    }
}
