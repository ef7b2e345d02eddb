package io.bancada.job.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobStatus;
import io.bancada.web.StrictJson;
import io.bancada.web.SystemData;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * ARM's JobBaseResource for a command job. Why it waits or how it ended, its place in the queue and its times stand in
 * {@code properties.properties} under names that begin with {@value #OURS}.
 */
record JobResponse(String id, String name, String type, Properties properties, SystemData systemData) {
    /** Beginning of the names of properties that the server writes. */
    static final String OURS = "bancada.";

    record Properties(
            @JsonUnwrapped JobDefinition definition,
            JobStatus status,
            boolean isArchived,
            Map<String, String> tags,
            Map<String, Service> services) {}

    /** ARM's JobService: where to look at the job. */
    record Service(
            String jobServiceType,
            String endpoint,
            @Nullable String status) {}

    static JobResponse from(URI url, JobDetails j) {
        var submitted = StrictJson.stored(j.definition(), JobDefinition.class);
        var portal = url + "/portal/job/job.xhtml?name=" + URLEncoder.encode(j.name(), StandardCharsets.UTF_8);
        return new JobResponse(
                j.armId(),
                j.name(),
                "Microsoft.MachineLearningServices/workspaces/jobs",
                new Properties(
                        with(submitted, properties(submitted, j)),
                        j.status(),
                        j.archived(),
                        j.tags(),
                        Map.of("Studio", new Service("Studio", portal, null))),
                SystemData.of(j.createdAt(), j.ownerName(), j.createdAt(), j.ownerName()));
    }

    private static Map<String, String> properties(JobDefinition submitted, JobDetails j) {
        var all = new TreeMap<String, String>(submitted.properties() == null ? Map.of() : submitted.properties());
        if (j.reason() != JobReason.None) {
            all.put(OURS + "reason", j.reason().name());
        }
        if (!j.message().isEmpty()) {
            all.put(OURS + "message", j.message().english());
        }
        j.queuePlace().ifPresent(place -> all.put(OURS + "queuePlace", String.valueOf(place)));
        j.exitCode().ifPresent(code -> all.put(OURS + "exitCode", String.valueOf(code)));
        all.put(OURS + "attempts", String.valueOf(j.attempts()));
        j.startedAt().map(Instant::toString).ifPresent(at -> all.put(OURS + "startedAt", at));
        j.endedAt().map(Instant::toString).ifPresent(at -> all.put(OURS + "endedAt", at));
        return all;
    }

    private static JobDefinition with(JobDefinition d, Map<String, String> properties) {
        return new JobDefinition(
                d.jobType(),
                d.description(),
                d.displayName(),
                d.experimentName(),
                d.computeId(),
                d.command(),
                d.environmentId(),
                d.codeId(),
                d.environmentVariables(),
                d.inputs(),
                d.outputs(),
                d.distribution(),
                d.limits(),
                d.resources(),
                d.queueSettings(),
                d.identity(),
                properties);
    }
}
