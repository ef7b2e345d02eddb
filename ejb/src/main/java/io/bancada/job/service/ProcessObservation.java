package io.bancada.job.service;

import io.bancada.job.model.JobReason;
import io.bancada.message.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * What a node said of a job's process, outside any transaction; applied by the next pass of its compute.
 *
 * @param process the row's number
 * @param kind what was found
 * @param reason how it ended; {@link JobReason#None} for an exit with code 0 and while it runs
 * @param message the same for people
 */
record ProcessObservation(
        long process,
        Kind kind,
        JobReason reason,
        Message message,
        Optional<Integer> exitCode,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {
    /** What is said where nothing more is known of a lost node. */
    static final Message NODE_WENT_AWAY = Message.of("job.nodeWentAway");

    enum Kind {
        RUNNING,
        ENDED
    }

    static ProcessObservation running(long process, Instant at) {
        return new ProcessObservation(
                process,
                Kind.RUNNING,
                JobReason.None,
                Message.NONE,
                Optional.empty(),
                Optional.of(at),
                Optional.empty());
    }

    static ProcessObservation ended(long process, JobReason reason, Message message) {
        return new ProcessObservation(
                process, Kind.ENDED, reason, message, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
