package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A compute instance that stops and starts by itself, minute by minute, on the started product. */
@ExtendWith(ProductExtension.class)
class InstanceScheduleE2E {
    private static final Duration NEXT_MINUTE = Duration.ofSeconds(100);
    private static final String STOP = """
            {"action": "Stop", "status": "%s", "triggerType": "Recurrence", "id": "00000000-0000-0000-0000-00000000beef",
             "provisioningStatus": "Failed", "recurrence": {"frequency": "Minute", "interval": 1}}""";
    private static final String START = """
            {"action": "Start", "status": "%s", "triggerType": "Cron",
             "cron": {"expression": "* * * * *", "startTime": "2026-01-01T00:00:00", "timeZone": "E. South America Standard Time"}}""";
    private static final String YEARLY = """
            {"action": "Stop", "triggerType": "Recurrence", "recurrence": {"frequency": "Month", "interval": 12,
             "schedule": {"hours": [3], "minutes": [0], "monthDays": [1]}, "timeZone": "Europe/Berlin"}}""";

    private final Arm ana;
    private final String path =
            "/computes/desk-x" + UUID.randomUUID().toString().substring(0, 6) + "z";

    InstanceScheduleE2E(Product product) {
        this.ana = new Arm(product, "ana");
    }

    @AfterEach
    void delete() {
        ana.call("DELETE", path + "?underlyingResourceAction=Delete", "");
    }

    @Test
    void instanceStopsAndStartsAtItsTimesAndSaysThatAScheduleDidIt() {
        assertThat(put("Enabled", "Disabled").status()).isEqualTo(201);
        var stopped = state("Stopped");
        assertThat(last(stopped)).isEqualTo("Stop Succeeded Schedule");
        var schedules = schedules(stopped);
        assertThat(schedules).hasSize(3);
        assertThat(schedules.path(0).path("provisioningStatus").asText()).isEqualTo("Completed");
        assertThat(schedules.path(0).path("id").asText()).isNotEqualTo("00000000-0000-0000-0000-00000000beef");
        assertThat(schedules.at("/1/cron/expression").asText()).isEqualTo("* * * * *");
        assertThat(schedules.at("/1/cron/startTime").asText()).isEqualTo("2026-01-01T00:00:00");
        assertThat(schedules.at("/1/cron/timeZone").asText()).isEqualTo("E. South America Standard Time");
        assertThat(schedules.at("/2/recurrence/schedule/monthDays/0").asInt()).isEqualTo(1);
        assertThat(history()).contains("Stopping by schedule: Scheduled for 20");

        assertThat(put("Disabled", "Enabled").status()).isEqualTo(200);
        var running = state("Running");
        assertThat(last(running)).isEqualTo("Start Succeeded Schedule");
        assertThat(schedules(running).path(2)).as("what says the same goes on").isEqualTo(schedules.path(2));
        assertThat(history()).contains("Starting by schedule: Scheduled for 20");

        assertThat(ana.call("PUT", path, body("")).status()).isEqualTo(200);
        assertThat(schedules(ana.get(path))).as("not said, they stay").hasSize(3);
        assertThat(ana.call("PUT", path, body(", \"schedules\": {\"computeStartStop\": []}"))
                        .status())
                .isEqualTo(200);
        assertThat(schedules(ana.get(path)).isMissingNode()).isTrue();
    }

    private Arm.Answer put(String stop, String start) {
        return ana.call(
                "PUT",
                path,
                body(", \"schedules\": {\"computeStartStop\": [" + STOP.formatted(stop) + ", " + START.formatted(start)
                        + ", " + YEARLY + "]}"));
    }

    private static String body(String more) {
        return "{\"location\": \"local\", \"properties\": {\"computeType\": \"ComputeInstance\", \"properties\": {\"vmSize\":"
                + " \"Standard_D11_v2\"" + more + "}}}";
    }

    private JsonNode state(String state) {
        return ana.await(
                path,
                NEXT_MINUTE,
                c -> c.at("/properties/properties/state").asText().equals(state) && !last(c).contains("InProgress"));
    }

    private static JsonNode schedules(JsonNode instance) {
        return instance.at("/properties/properties/schedules/computeStartStop");
    }

    private static String last(JsonNode instance) {
        var last = instance.at("/properties/properties/lastOperation");
        return last.path("operationName").asText() + " "
                + last.path("operationStatus").asText() + " "
                + last.path("operationTrigger").asText();
    }

    private String history() {
        var lines = new StringBuilder();
        for (var event : ana.get(path + "/history").path("value")) {
            lines.append(event.path("event").asText())
                    .append(" by ")
                    .append(event.path("actor").asText())
                    .append(": ")
                    .append(event.path("reason").asText())
                    .append('\n');
        }
        return lines.toString();
    }
}
