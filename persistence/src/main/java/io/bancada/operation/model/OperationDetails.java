package io.bancada.operation.model;

import io.bancada.message.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An operation as it is polled. */
public record OperationDetails(
        UUID id,
        String resourceId,
        Operation.Status status,
        Optional<String> errorCode,
        Optional<Message> errorMessage,
        Instant startedAt,
        Optional<Instant> endedAt) {
    public static OperationDetails from(Operation o) {
        return new OperationDetails(
                o.id(), o.resourceId(), o.status(), o.errorCode(), o.errorMessage(), o.startedAt(), o.endedAt());
    }
}
