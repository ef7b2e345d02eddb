package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricLinesTest {
    @Test
    void metricsAreReadInTheOrderOfWriting() {
        assertThat(MetricLines.parse("""
                        {"name": "loss", "value": 0.5, "step": 1, "timestamp": "2026-01-01T00:00:00Z"}
                        {"name": "val/loss", "value": -3e-2, "timestamp": 1767225600000}
                        {"name": "epochs", "value": 7}
                        """))
                .containsExactly(
                        new Metric("loss", 0.5, Optional.of(1L), Optional.of(Instant.parse("2026-01-01T00:00:00Z"))),
                        new Metric(
                                "val/loss",
                                -0.03,
                                Optional.empty(),
                                Optional.of(Instant.ofEpochMilli(1_767_225_600_000L))),
                        new Metric("epochs", 7, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "loss=0.3",
                "null",
                "7",
                "[]",
                "{}",
                "\"loss\"",
                "{\"name\": \"loss\"}",
                "{\"name\": \"\", \"value\": 1}",
                "{\"name\": null, \"value\": 1}",
                "{\"value\": 1}",
                "{\"name\": \"loss\", \"value\": \"1\"}",
                "{\"name\": \"loss\", \"value\": null}",
                "{\"name\": \"loss\", \"value\": NaN}",
                "{\"name\": \"loss\", \"value\": \"NaN\"}",
                "{\"name\": \"loss\", \"value\": Infinity}",
                "{\"name\": \"loss\", \"value\": 1e999}",
                "{\"name\": \"loss\", \"value\": -1e999}",
                "\u0000\u0001\uFFFD"
            })
    void aLineThatIsNoMetricIsLeftOut(String line) {
        var good = "{\"name\": \"a\", \"value\": 1}";
        assertThat(MetricLines.parse(good + "\n" + line + "\n" + good)).hasSize(2);
    }

    @Test
    void aLineThatIsNotFinishedIsLeftOut() {
        var line = "{\"name\": \"loss\", \"value\": 0.25}";
        for (var length = 1; length < line.length(); length++) {
            assertThat(MetricLines.parse(line + "\n" + line.substring(0, length)))
                    .as(line.substring(0, length))
                    .hasSize(1);
        }
        assertThat(MetricLines.parse(line)).hasSize(1);
    }

    @Test
    void hugeLinesDoNoHarm() {
        var number = "{\"name\": \"loss\", \"value\": 1" + "0".repeat(5_000) + "}";
        var name = "{\"name\": \"" + "n".repeat(251) + "\", \"value\": 1}";
        var nested = "{\"name\":" + "[".repeat(100_000);
        assertThat(MetricLines.parse(number + "\n" + name + "\n" + nested)).isEmpty();
        assertThat(MetricLines.parse(name.replaceFirst("n\"", "\""))).hasSize(1);
    }

    @Test
    void aStepOrTimeThatIsNoneIsLeftOut() {
        for (var step : new String[] {"\"one\"", "1e30", "null", "{}", "18446744073709551616"}) {
            assertThat(MetricLines.parse("{\"name\": \"a\", \"value\": 1, \"step\": " + step + "}"))
                    .as(step)
                    .containsExactly(new Metric("a", 1, Optional.empty(), Optional.empty()));
        }
        for (var time : new String[] {"\"yesterday\"", "true", "[]", "\"2026-13-01T00:00:00Z\""}) {
            assertThat(MetricLines.parse("{\"name\": \"a\", \"value\": 1, \"timestamp\": " + time + "}"))
                    .as(time)
                    .containsExactly(new Metric("a", 1, Optional.empty(), Optional.empty()));
        }
    }
}
