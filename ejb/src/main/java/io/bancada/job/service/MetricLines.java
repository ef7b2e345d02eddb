package io.bancada.job.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The metrics file: one JSON object a line, {@code {"name": "loss", "value": 0.3, "step": 2, "timestamp": "…"}} with
 * {@code step} and {@code timestamp} (ISO 8601, or milliseconds since 1970) as the job likes.
 */
final class MetricLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_NAME = 250;

    private MetricLines() {}

    /** The metrics of the text; a line that is none (or not finished yet) is left out. */
    static List<Metric> parse(String text) {
        return text.lines().flatMap(line -> metric(line).stream()).toList();
    }

    private static Optional<Metric> metric(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        var name = node.path("name").asText("");
        var value = node.path("value");
        if (name.isEmpty() || name.length() > LONGEST_NAME || !value.isNumber() || !Double.isFinite(value.asDouble())) {
            return Optional.empty();
        }
        var step = node.path("step").canConvertToLong()
                ? Optional.of(node.path("step").asLong())
                : Optional.<Long>empty();
        return Optional.of(new Metric(name, value.asDouble(), step, timestamp(node.path("timestamp"))));
    }

    private static Optional<Instant> timestamp(JsonNode node) {
        try {
            if (node.canConvertToLong()) {
                return Optional.of(Instant.ofEpochMilli(node.asLong()));
            }
            return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
