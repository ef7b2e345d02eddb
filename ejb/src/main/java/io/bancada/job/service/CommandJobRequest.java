package io.bancada.job.service;

import io.bancada.job.model.JobTag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command job as submitted; empty means not said.
 *
 * @param computeId ARM id of the compute, or its bare name
 * @param command what {@code bash -c} runs in the code directory; {@code ${{inputs.x}}} and {@code ${{outputs.y}}} are
 *     replaced by literal values and paths
 * @param environmentId ARM id of an environment version, or {@code azureml:name:version}
 * @param codeId ARM id of a code version
 * @param experimentName default {@code Default}
 * @param displayName default the job's name
 * @param instanceCount nodes at once, default 1
 * @param timeout default none
 * @param archived hides it in lists
 * @param definition ARM's CommandJob properties as submitted without the read-only ones: a JSON object; from it come
 *     {@code inputs}, {@code outputs} and {@code environmentVariables} when the job starts
 */
public record CommandJobRequest(
        String computeId,
        String command,
        String environmentId,
        Optional<String> codeId,
        Optional<String> experimentName,
        Optional<String> displayName,
        Optional<Integer> instanceCount,
        Optional<Duration> timeout,
        List<JobTag> tags,
        boolean archived,
        String definition) {
    public CommandJobRequest {
        tags = List.copyOf(tags);
    }
}
