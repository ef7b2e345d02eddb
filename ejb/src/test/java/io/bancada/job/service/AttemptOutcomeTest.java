package io.bancada.job.service;

import static io.bancada.job.model.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.job.model.Job;
import io.bancada.job.model.JobBuilder;
import io.bancada.job.model.JobProcess;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobStatus;
import io.bancada.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptOutcomeTest {
    private static final Instant AT = Instant.parse("2026-01-01T01:00:00Z");

    private Job job = aJob().in(JobStatus.Running);
    private final List<JobProcess> processes = new ArrayList<>();

    @Test
    void aJobCompletesWhenEveryProcessExitedWithZero() {
        ended(JobReason.None, "", 0, 1);
        ended(JobReason.None, "", 0, 2);
        apply();
        assertThat(job.status()).isEqualTo(JobStatus.Completed);
        assertThat(job.exitCode()).contains(0);
        assertThat(job.endedAt()).contains(AT);
    }

    @ParameterizedTest
    @EnumSource(names = {"UserError", "TimedOut", "OutOfMemory", "Signalled", "StartFailed"})
    void whatFailedByItselfDoesNotRunAgain(JobReason reason) {
        ended(reason, "why", 3, 1);
        apply();
        assertThat(job.status()).isEqualTo(JobStatus.Failed);
        assertThat(job.reason()).isEqualTo(reason);
        assertThat(job.message()).hasToString("why");
        assertThat(job.exitCode()).contains(3);
    }

    @Test
    void aJobFailsAsTheProcessThatFailedFirst() {
        job = aJob().nodes(3).in(JobStatus.Running);
        ended(JobReason.Signalled, "killed", null, 9);
        ended(JobReason.UserError, "exit code 1", 1, 5);
        ended(JobReason.None, "", 0, 1);
        apply();
        assertThat(job.reason()).isEqualTo(JobReason.UserError);
        assertThat(job.message()).hasToString("Process 1: exit code 1");
    }

    @Test
    void processesThatWereEndedBecauseAnotherFailedAreNotTheCause() {
        job = aJob().nodes(2).in(JobStatus.Running);
        ended(JobReason.CanceledByUser, "ended", null, 1);
        ended(JobReason.UserError, "exit code 1", 1, 5);
        apply();
        assertThat(job.status()).isEqualTo(JobStatus.Failed);
        assertThat(job.reason()).isEqualTo(JobReason.UserError);
    }

    @Test
    void aJobThatLostItsNodeIsTriedOnceMore() {
        ended(JobReason.NodeLost, "The node went away.", null, 1);
        apply();
        assertThat(job.status()).isEqualTo(JobStatus.Queued);
        assertThat(job.reason()).isEqualTo(JobReason.NodeLost);
        assertThat(job.message()).asString().contains("tried again");
        job.begin();
        apply();
        assertThat(job.status()).isEqualTo(JobStatus.Failed);
        assertThat(job.reason()).isEqualTo(JobReason.NodeLost);
        assertThat(job.attempts()).isEqualTo(2);
    }

    @Test
    void aJobThatWasAskedToEndIsCanceledHoweverItsProcessesEnded() {
        for (var reason : List.of(JobReason.CanceledByUser, JobReason.NodeLost, JobReason.UserError)) {
            job = aJob().in(JobStatus.CancelRequested);
            processes.clear();
            ended(reason, "ended", null, 1);
            apply();
            assertThat(job.status()).as("%s", reason).isEqualTo(JobStatus.Canceled);
            assertThat(job.reason()).isEqualTo(JobReason.CanceledByUser);
            assertThat(job.message()).hasToString("by ana");
        }
    }

    @Test
    void aJobThatWasAskedToEndButWasDoneIsCompleted() {
        job = aJob().in(JobStatus.CancelRequested);
        ended(JobReason.None, "", 0, 1);
        apply();
        assertThat(job.status()).isEqualTo(JobStatus.Completed);
        assertThat(job.reason()).isEqualTo(JobReason.None);
    }

    private void ended(JobReason reason, String message, @Nullable Integer code, int second) {
        var process = JobBuilder.process(job, processes.size());
        process.end(reason, Message.text(message), code, AT, AT.plusSeconds(second));
        processes.add(process);
    }

    private void apply() {
        AttemptOutcome.of(job, processes).apply(job, AT);
    }
}
