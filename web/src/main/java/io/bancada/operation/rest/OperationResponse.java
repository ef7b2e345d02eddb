package io.bancada.operation.rest;

import io.bancada.message.Message;
import io.bancada.operation.model.Operation;
import io.bancada.operation.model.OperationDetails;
import io.bancada.web.ArmError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARM's OperationStatusResult. */
record OperationResponse(
        String id,
        String name,
        Operation.Status status,
        Instant startTime,
        @Nullable Instant endTime,
        String resourceId,
        ArmError.@Nullable Detail error) {
    static OperationResponse from(String path, OperationDetails o) {
        return new OperationResponse(
                path,
                o.id().toString(),
                o.status(),
                o.startedAt(),
                o.endedAt().orElse(null),
                o.resourceId(),
                o.errorCode()
                        .map(code -> new ArmError.Detail(
                                code, o.errorMessage().orElse(Message.NONE).english(), o.resourceId(), List.of()))
                        .orElse(null));
    }
}
