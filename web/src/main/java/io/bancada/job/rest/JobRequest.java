package io.bancada.job.rest;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.model.JobTag;
import io.bancada.job.service.CommandJobRequest;
import io.bancada.web.ArmDuration;
import io.bancada.web.Fields;
import io.bancada.web.StrictJson;
import io.bancada.workspace.model.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The body of Jobs_CreateOrUpdate. */
record JobRequest(@Nullable Properties properties) {
    private static final Set<String> KNOWN = Set.of("AutoML", "Sweep", "Pipeline", "Spark");
    private static final String OFFERED = "Command";
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_ID = 1000;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_DEFINITION = 200_000;

    record Properties(
            @Nullable String jobType,
            @Nullable String description,
            @Nullable String displayName,
            @Nullable String experimentName,
            @Nullable String computeId,
            @Nullable String command,
            @Nullable String environmentId,
            @Nullable String codeId,
            @Nullable Boolean isArchived,
            @Nullable Map<String, @Nullable String> tags,
            @Nullable Map<String, @Nullable String> properties,
            @Nullable Map<String, @Nullable String> environmentVariables,
            @Nullable Map<String, JobDefinition.@Nullable Input> inputs,
            @Nullable Map<String, JobDefinition.@Nullable Output> outputs,
            JobDefinition.@Nullable Distribution distribution,
            JobDefinition.@Nullable Limits limits,
            JobDefinition.@Nullable Resources resources,
            JobDefinition.@Nullable QueueSettings queueSettings,
            JobDefinition.@Nullable Identity identity) {}

    /** The job that is asked for. */
    CommandJobRequest command(WorkspaceId workspace, String name) {
        var asked = asked();
        requireOffered(asked.jobType());
        var timeout = asked.limits() == null
                ? Optional.<Duration>empty()
                : ArmDuration.parse("properties.limits.timeout", asked.limits().timeout());
        var definition = definition(workspace, name, asked, timeout);
        var text = new String(StrictJson.write(definition), StandardCharsets.UTF_8);
        if (text.length() > LONGEST_DEFINITION) {
            throw BancadaException.invalid(
                    "properties", "The job is longer than can be kept; put long texts into its code.");
        }
        var tags = Fields.tags("properties.tags", asked.tags()).entrySet().stream()
                .map(t -> new JobTag(t.getKey(), t.getValue()))
                .toList();
        return new CommandJobRequest(
                definition.computeId(),
                definition.command(),
                definition.environmentId(),
                Optional.ofNullable(definition.codeId()),
                Optional.of(definition.experimentName()),
                Optional.of(definition.displayName()),
                Optional.ofNullable(asked.resources()).map(JobDefinition.Resources::instanceCount),
                timeout,
                tags,
                Boolean.TRUE.equals(asked.isArchived()),
                text);
    }

    private static JobDefinition definition(
            WorkspaceId workspace, String name, Properties asked, Optional<Duration> timeout) {
        var compute = Fields.required("properties.computeId", asked.computeId(), LONGEST_ID);
        return new JobDefinition(
                OFFERED,
                Fields.text("properties.description", asked.description(), LONGEST_TEXT)
                        .orElse(null),
                named("properties.displayName", asked.displayName(), name),
                named("properties.experimentName", asked.experimentName(), "Default"),
                compute.contains("/") ? compute : workspace.child("computes", compute),
                Fields.required("properties.command", asked.command(), LONGEST_TEXT),
                Fields.required("properties.environmentId", asked.environmentId(), LONGEST_ID),
                Fields.text("properties.codeId", asked.codeId(), LONGEST_ID).orElse(null),
                Fields.sorted(asked.environmentVariables()),
                Fields.sorted(asked.inputs()),
                Fields.sorted(asked.outputs()),
                asked.distribution(),
                timeout.map(t -> new JobDefinition.Limits(OFFERED, t.toString()))
                        .orElse(null),
                asked.resources(),
                asked.queueSettings(),
                asked.identity(),
                own(asked.properties()));
    }

    /** The client's own properties: ours come back to us when a client sends what it has read. */
    private static @Nullable Map<String, String> own(@Nullable Map<String, @Nullable String> properties) {
        var sorted = Fields.sorted(properties);
        if (sorted == null) {
            return null;
        }
        var own = new TreeMap<>(sorted);
        own.keySet().removeIf(key -> key.startsWith(JobResponse.OURS));
        return own.isEmpty() ? null : own;
    }

    private static String named(String field, @Nullable String value, String whenUnset) {
        return Fields.text(field, value, LONGEST_NAME).filter(v -> !v.isBlank()).orElse(whenUnset);
    }

    private Properties asked() {
        if (properties == null) {
            throw BancadaException.invalid("properties", "properties is required; say what job to run.");
        }
        return properties;
    }

    private static void requireOffered(@Nullable String type) {
        var field = "properties.jobType";
        if (type == null) {
            throw BancadaException.invalid(field, "jobType is required; offered is " + OFFERED + ".");
        }
        if (KNOWN.stream().anyMatch(type::equalsIgnoreCase)) {
            throw new BancadaException(
                    ErrorCode.NOT_IMPLEMENTED,
                    field,
                    "Jobs of type '" + type + "' are not offered yet; offered is " + OFFERED + ".");
        }
        if (!type.equalsIgnoreCase(OFFERED)) {
            throw BancadaException.invalid(field, "There is no job type '" + type + "'; offered is " + OFFERED + ".");
        }
    }
}
