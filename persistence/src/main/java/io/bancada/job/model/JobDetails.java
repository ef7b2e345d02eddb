package io.bancada.job.model;

import io.bancada.message.Message;
import io.bancada.workspace.model.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A job as pages and the API show it.
 *
 * @param id row number, for history and pages
 * @param definition ARM's CommandJob properties as submitted, a JSON object
 * @param message why it waits or how it ended, for people; may be empty
 * @param queuePlace 1 for the job that is next; present while it waits, where it was asked for
 */
public record JobDetails(
        long id,
        WorkspaceId workspace,
        String name,
        String displayName,
        String experiment,
        String computeName,
        int instanceCount,
        JobStatus status,
        JobReason reason,
        Message message,
        Optional<Integer> exitCode,
        int attempts,
        boolean archived,
        Map<String, String> tags,
        String definition,
        Optional<String> snapshot,
        String owner,
        String ownerName,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        OptionalInt queuePlace) {
    public static JobDetails from(Job j, String subscription, OptionalInt queuePlace) {
        return new JobDetails(
                j.id(),
                j.workspace().armId(subscription),
                j.name(),
                j.displayName(),
                j.experiment(),
                j.computeName(),
                j.instanceCount(),
                j.status(),
                j.reason(),
                j.message(),
                j.exitCode(),
                j.attempts(),
                j.archived(),
                j.tags().stream().collect(Collectors.toUnmodifiableMap(JobTag::name, JobTag::value)),
                j.definition(),
                j.snapshot(),
                j.owner(),
                j.ownerName(),
                j.createdAt(),
                j.startedAt(),
                j.endedAt(),
                queuePlace);
    }

    /** ARM id. */
    public String armId() {
        return workspace.child("jobs", name);
    }
}
