package io.bancada.job.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the product reads out of a submitted command job.
 *
 * @param experiment groups jobs (F12)
 * @param displayName for people
 * @param definition ARM's CommandJob properties as submitted, a JSON object
 * @param snapshot hash of the code snapshot; empty for a command without code
 * @param instanceCount nodes at once, 1 or more
 * @param timeout after which it is ended; empty for none
 * @param environment what its environment version gave at submission: variables of the process
 * @param tags for people to find it by
 */
public record JobSpec(
        String experiment,
        String displayName,
        String definition,
        Optional<String> snapshot,
        int instanceCount,
        Optional<Duration> timeout,
        Map<String, String> environment,
        List<JobTag> tags) {
    public JobSpec {
        environment = Map.copyOf(environment);
        tags = List.copyOf(tags);
    }
}
