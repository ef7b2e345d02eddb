package io.bancada.compute.service;

import io.bancada.compute.model.SetupPhase;
import io.bancada.compute.model.SetupRun;
import io.bancada.message.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a setup script, as pages and the API show it.
 *
 * @param number names it, and its log
 * @param message why it has not gone well, for people; may be empty
 * @param endedAt empty while it runs
 */
public record SetupRunDetails(
        long number,
        SetupPhase phase,
        SetupRun.Outcome outcome,
        Message message,
        Instant startedAt,
        Optional<Instant> endedAt) {
    static SetupRunDetails from(SetupRun run) {
        return new SetupRunDetails(run.id(), run.phase(), run.outcome(), run.message(), run.startedAt(), run.endedAt());
    }
}
