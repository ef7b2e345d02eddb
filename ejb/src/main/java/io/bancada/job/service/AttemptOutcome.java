package io.bancada.job.service;

import io.bancada.job.model.Job;
import io.bancada.job.model.JobProcess;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobStatus;
import io.bancada.message.Message;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How an attempt came out: well when every process exited with 0, else as the process that failed first. A job that
 * lost its node goes back to the queue once (R13); whatever failed by itself does not run again.
 */
record AttemptOutcome(JobReason reason, Message message, Optional<Integer> exitCode) {
    /** How often a job is tried before a lost node fails it. */
    private static final int MOST_ATTEMPTS = 2;

    static AttemptOutcome of(Job job, List<JobProcess> processes) {
        return processes.stream()
                .filter(p -> p.reason() != JobReason.None && p.reason() != JobReason.CanceledByUser)
                .min(Comparator.comparing(p -> p.endedAt().orElse(Instant.MAX)))
                .map(p -> new AttemptOutcome(p.reason(), rank(job, p), p.exitCode()))
                .orElseGet(() -> processes.stream()
                        .filter(p -> p.reason() == JobReason.CanceledByUser)
                        .findFirst()
                        .map(p -> new AttemptOutcome(p.reason(), p.message(), p.exitCode()))
                        .orElse(new AttemptOutcome(JobReason.None, Message.NONE, Optional.of(0))));
    }

    private static Message rank(Job job, JobProcess process) {
        return job.instanceCount() == 1 ? process.message() : Message.of("job.rank", process.rank(), process.message());
    }

    /** Moves the job to where this outcome leads. */
    void apply(Job job, Instant at) {
        if (job.status() == JobStatus.CancelRequested && reason != JobReason.None) {
            job.end(JobStatus.Canceled, job.reason(), job.message(), exitCode.orElse(null), at);
        } else if (reason == JobReason.None) {
            job.end(JobStatus.Completed, JobReason.None, Message.NONE, 0, at);
        } else if (reason == JobReason.NodeLost && job.attempts() < MOST_ATTEMPTS) {
            job.requeue(JobReason.NodeLost, Message.of("job.triedAgain", message));
        } else {
            job.end(JobStatus.Failed, reason, message, exitCode.orElse(null), at);
        }
    }
}
