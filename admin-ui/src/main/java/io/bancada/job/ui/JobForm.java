package io.bancada.job.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancada.job.service.CommandJobRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the form of a new job says.
 *
 * @param computeId ARM id
 * @param codeId ARM id of a code version, or empty
 * @param variables environment variables, in the order of writing
 * @param timeout empty for none
 */
record JobForm(
        String computeId,
        String command,
        String codeId,
        String displayName,
        String experiment,
        int instances,
        Map<String, String> variables,
        Optional<Duration> timeout) {
    /** What a job finds when it starts: the node's own interpreter. */
    static final String ENVIRONMENT = "azureml:host:1";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Variables from lines {@code NAME=value}; empty lines are left out.
     *
     * @return empty when a line has no {@code =}
     */
    static Optional<Map<String, String>> variables(String lines) {
        var variables = new LinkedHashMap<String, String>();
        for (var line : lines.lines().filter(l -> !l.isBlank()).toList()) {
            var equals = line.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            variables.put(line.substring(0, equals).strip(), line.substring(equals + 1));
        }
        return Optional.of(variables);
    }

    /** The same things from a job that was submitted before. */
    static JobForm of(String definition) {
        try {
            var job = JSON.readTree(definition);
            var variables = new LinkedHashMap<String, String>();
            job.path("environmentVariables")
                    .fields()
                    .forEachRemaining(
                            e -> variables.put(e.getKey(), e.getValue().asText()));
            return new JobForm(
                    job.path("computeId").asText(),
                    job.path("command").asText(),
                    job.path("codeId").asText(""),
                    job.path("displayName").asText(""),
                    job.path("experimentName").asText(""),
                    job.path("resources").path("instanceCount").asInt(1),
                    variables,
                    timeout(job));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored definition is no JSON", e);
        }
    }

    /** What the service is asked for: the same as the API makes of the same job. */
    CommandJobRequest request() {
        return new CommandJobRequest(
                computeId,
                command,
                ENVIRONMENT,
                given(codeId),
                given(experiment),
                given(displayName),
                Optional.of(instances),
                timeout,
                List.of(),
                false,
                definition().toString());
    }

    /** The same as the API takes it. */
    JsonNode body() {
        return JSON.createObjectNode().set("properties", definition());
    }

    private ObjectNode definition() {
        ObjectNode job = JSON.createObjectNode()
                .put("jobType", "Command")
                .put("command", command)
                .put("computeId", computeId)
                .put("environmentId", ENVIRONMENT);
        given(codeId).ifPresent(id -> job.put("codeId", id));
        given(experiment).ifPresent(e -> job.put("experimentName", e));
        given(displayName).ifPresent(d -> job.put("displayName", d));
        job.putObject("resources").put("instanceCount", instances);
        timeout.ifPresent(
                t -> job.putObject("limits").put("jobLimitsType", "Command").put("timeout", t.toString()));
        if (!variables.isEmpty()) {
            var object = job.putObject("environmentVariables");
            variables.forEach(object::put);
        }
        return job;
    }

    private static Optional<Duration> timeout(JsonNode job) {
        return Optional.of(job.path("limits").path("timeout").asText(""))
                .filter(t -> !t.isEmpty())
                .map(Duration::parse);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text.strip()).filter(t -> !t.isEmpty());
    }
}
