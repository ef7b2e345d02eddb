package io.bancada.operation.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OperationTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<Operation.Status, Consumer<Operation>> VERBS = Map.of(
            Operation.Status.Succeeded, o -> o.succeed(AT.plusSeconds(1)),
            Operation.Status.Failed, o -> o.fail(ErrorCode.QUOTA_EXCEEDED, Message.text("8 of 8"), AT.plusSeconds(2)),
            Operation.Status.Canceled, o -> o.cancel(AT.plusSeconds(3)));

    @Test
    void anOpenOperationEndsAsItIsTold() {
        VERBS.forEach((to, verb) -> {
            var operation = open();
            verb.accept(operation);
            assertThat(operation.status()).isEqualTo(to);
            assertThat(operation.endedAt()).isPresent();
        });
    }

    @Test
    void aFinishedOperationStaysAsItIs() {
        for (var first : VERBS.entrySet()) {
            for (var second : VERBS.values()) {
                var operation = open();
                first.getValue().accept(operation);
                var before = facts(operation);
                second.accept(operation);
                assertThat(facts(operation)).as("%s", first.getKey()).isEqualTo(before);
            }
        }
    }

    @Test
    void onlyAFailedOperationCarriesAnError() {
        VERBS.forEach((to, verb) -> {
            var operation = open();
            verb.accept(operation);
            assertThat(operation.errorCode().isPresent()).isEqualTo(to == Operation.Status.Failed);
        });
        var failed = open();
        failed.fail(ErrorCode.QUOTA_EXCEEDED, Message.text("8 of 8"), AT);
        assertThat(failed.errorCode()).contains("QuotaExceeded");
        assertThat(failed.errorMessage()).contains(Message.text("8 of 8"));
    }

    private static Operation open() {
        return new Operation("/subscriptions/s", "computes/write", "ana", AT);
    }

    private static List<Object> facts(Operation o) {
        return List.of(o.status(), o.errorCode(), o.errorMessage(), o.endedAt());
    }
}
