package io.bancada.job.model;

import static io.bancada.job.model.JobBuilder.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.workspace.model.SampleWorkspace;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobTest {
    private static final Instant LATER = SampleWorkspace.AT.plusSeconds(60);

    @ParameterizedTest
    @EnumSource
    void onlyAWaitingJobBegins(JobStatus from) {
        verb(from, EnumSet.of(JobStatus.Queued), JobStatus.Starting, Job::begin);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Running")
    void onlyAStartingJobComesToRun(JobStatus from) {
        verb(from, EnumSet.of(JobStatus.Starting), JobStatus.Running, job -> job.running(LATER));
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnAttemptThatWasNotAskedToEndGoesBackToTheQueue(JobStatus from) {
        verb(
                from,
                EnumSet.of(JobStatus.Starting, JobStatus.Running),
                JobStatus.Queued,
                job -> job.requeue(JobReason.NodeLost, Message.text("lost")));
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnAttemptCompletes(JobStatus from) {
        verb(
                from,
                EnumSet.of(JobStatus.Starting, JobStatus.Running, JobStatus.CancelRequested),
                JobStatus.Completed,
                job -> job.end(JobStatus.Completed, JobReason.None, Message.NONE, 0, LATER));
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsNotOverCanFail(JobStatus from) {
        verb(
                from,
                EnumSet.of(JobStatus.Queued, JobStatus.Starting, JobStatus.Running, JobStatus.CancelRequested),
                JobStatus.Failed,
                job -> job.end(JobStatus.Failed, JobReason.StartFailed, Message.text("no room"), null, LATER));
    }

    @ParameterizedTest
    @EnumSource
    void onlyAJobThatWaitsOrWasAskedToEndIsCanceled(JobStatus from) {
        verb(
                from,
                EnumSet.of(JobStatus.Queued, JobStatus.CancelRequested),
                JobStatus.Canceled,
                job -> job.end(JobStatus.Canceled, JobReason.CanceledByUser, Message.NONE, null, LATER));
    }

    @ParameterizedTest
    @EnumSource(names = {"Queued", "Starting", "Running", "CancelRequested"})
    void nothingEndsInAStateThatIsNoEnd(JobStatus how) {
        var job = aJob().in(JobStatus.Starting);
        var before = facts(job);
        assertThatThrownBy(() -> job.end(how, JobReason.None, Message.NONE, null, LATER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(facts(job)).isEqualTo(before);
    }

    @Test
    void cancelOfAWaitingJobEndsItAtOnce() {
        var job = aJob().queued();
        job.requestCancel(JobReason.CanceledByUser, Message.text("by ana"), LATER);
        assertThat(job.status()).isEqualTo(JobStatus.Canceled);
        assertThat(job.endedAt()).contains(LATER);
        assertThat(job.exitCode()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"Starting", "Running"})
    void cancelOfAnAttemptAsksItToEnd(JobStatus from) {
        var job = aJob().in(from);
        job.requestCancel(JobReason.CanceledByUser, Message.text("by ana"), LATER);
        assertThat(job.status()).isEqualTo(JobStatus.CancelRequested);
        assertThat(job.reason()).isEqualTo(JobReason.CanceledByUser);
        assertThat(job.endedAt()).isEmpty();
    }

    @Test
    void cancelAskedAgainChangesNothing() {
        var job = aJob().in(JobStatus.CancelRequested);
        var before = facts(job);
        job.requestCancel(JobReason.ComputeDeleted, Message.text("later word"), LATER);
        assertThat(facts(job)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"Completed", "Failed", "Canceled"})
    void cancelOfAJobThatIsOverIsAConflict(JobStatus from) {
        var job = aJob().in(from);
        var before = facts(job);
        assertThatThrownBy(() -> job.requestCancel(JobReason.CanceledByUser, Message.text("by ana"), LATER))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining(from.toString());
        assertThat(facts(job)).isEqualTo(before);
    }

    @Test
    void runningSaidAgainChangesNothing() {
        var job = aJob().in(JobStatus.Running);
        job.running(LATER);
        assertThat(job.startedAt()).contains(SampleWorkspace.AT);
    }

    @Test
    void aSecondAttemptKeepsTheFirstStartAndCountsOn() {
        var job = aJob().in(JobStatus.Running);
        job.requeue(JobReason.NodeLost, Message.text("lost"));
        assertThat(job.begin()).isEqualTo(2);
        assertThat(job.reason()).isEqualTo(JobReason.None);
        job.running(LATER);
        assertThat(job.startedAt()).contains(SampleWorkspace.AT);
    }

    @Test
    void theFirstWordOnTheEndOfAProcessStays() {
        var process = JobBuilder.process(aJob().in(JobStatus.Starting), 0);
        process.end(JobReason.UserError, Message.text("exit code 3"), 3, SampleWorkspace.AT, LATER);
        process.end(JobReason.NodeLost, Message.text("lost"), null, null, LATER.plusSeconds(1));
        process.running(LATER);
        assertThat(process.state()).isEqualTo(JobProcess.State.ended);
        assertThat(process.reason()).isEqualTo(JobReason.UserError);
        assertThat(process.exitCode()).contains(3);
        assertThat(process.startedAt()).contains(SampleWorkspace.AT);
        assertThat(process.endedAt()).contains(LATER);
    }

    /** The verb leads to the state from where it may, and elsewhere it throws and changes nothing. */
    private static void verb(JobStatus from, Set<JobStatus> allowed, JobStatus to, Consumer<Job> verb) {
        var job = aJob().in(from);
        var before = facts(job);
        if (allowed.contains(from)) {
            verb.accept(job);
            assertThat(job.status()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> verb.accept(job)).isInstanceOf(IllegalStateException.class);
            assertThat(facts(job)).isEqualTo(before);
        }
    }

    private static List<Object> facts(Job job) {
        return List.of(
                job.status(),
                job.reason(),
                job.message(),
                job.exitCode(),
                job.attempts(),
                job.startedAt(),
                job.endedAt());
    }
}
