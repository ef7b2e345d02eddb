package io.bancada.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an instance costs, over the public API of the started product, through a stop and a kill of the server. */
@ExtendWith(ProductExtension.class)
class InstanceCostE2E {
    private static final double DISK_HOUR = 0.15 * 120 / 730;

    private final Product product;

    InstanceCostE2E(Product product) {
        this.product = product;
    }

    @Test
    void machineCostsWhileItRunsDiskUntilDeletedAndAKillLosesNothing() throws Exception {
        var desk = Desk.of(new Arm(product, "ana"));
        desk.create(Desk.size(Desk.TWO_CORES));
        desk.state("Running");
        var began = Instant.parse(costs(desk).path("since").asText());
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(60));

        product.killServer();
        product.launcher().output("up", "--no-build");
        var back = desk.as(new Arm(product, "ana"));
        back.move("stop", "Stopped");
        var stopped = costs(back);
        var machine = total(stopped, "Compute");
        assertThat(machine.path("hourlyRate").isMissingNode()
                        || machine.path("hourlyRate").isNull())
                .as("it costs nothing now")
                .isTrue();
        assertThat(spans(stopped, "Compute")).isEqualTo(1);
        var span = span(stopped, "Compute");
        assertThat(Instant.parse(span.path("began").asText())).isEqualTo(began);
        var time = Duration.between(began, Instant.parse(span.path("ended").asText()));
        assertThat(Duration.parse(machine.path("time").asText())).isEqualTo(time);
        var rate = new BigDecimal(span.path("hourlyRate").asText());
        assertThat(rate).isPositive();
        assertThat(machine.path("amount").asDouble())
                .isCloseTo(rate.doubleValue() * time.toNanos() / 3.6e12, within(1e-5));

        var later = costs(back);
        assertThat(total(later, "Compute").path("amount")).isEqualTo(machine.path("amount"));
        var disk = total(later, "Disk");
        assertThat(disk.path("hourlyRate").asDouble()).isCloseTo(DISK_HOUR, within(1e-8));
        var diskTime = Duration.between(began, Instant.parse(later.path("asOf").asText()));
        assertThat(disk.path("amount").asDouble()).isCloseTo(DISK_HOUR * diskTime.toNanos() / 3.6e12, within(1e-5));
        assertThat(later.path("amount").asDouble())
                .isCloseTo(
                        machine.path("amount").asDouble() + disk.path("amount").asDouble(), within(2e-6));
        assertThat(later.path("currency").asText()).isEqualTo("USD");

        back.move("start", "Running");
        assertThat(spans(costs(back), "Compute")).isEqualTo(2);
        assertThat(spans(costs(back), "Disk")).as("it goes on").isEqualTo(1);
        back.delete();
    }

    private static JsonNode costs(Desk desk) {
        return desk.person().get(desk.path() + "/costs");
    }

    private static JsonNode total(JsonNode costs, String kind) {
        for (var total : costs.path("totals")) {
            if (total.path("kind").asText().equals(kind)) {
                return total;
            }
        }
        throw new AssertionError("no " + kind + ": " + costs);
    }

    private static JsonNode span(JsonNode costs, String kind) {
        for (var span : costs.path("spans")) {
            if (span.path("kind").asText().equals(kind)) {
                return span;
            }
        }
        throw new AssertionError("no " + kind + ": " + costs);
    }

    private static long spans(JsonNode costs, String kind) {
        return costs.path("spans").findValuesAsText("kind").stream()
                .filter(kind::equals)
                .count();
    }
}
