package io.bancada.job.model;

import io.bancada.message.Message;
import io.bancada.workspace.model.SampleWorkspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs for tests, in any state that the verbs of a job lead to. */
public final class JobBuilder {
    private String name = "train";
    private String owner = "ana";
    private int nodes = 1;
    private String definition = "{\"command\": \"true\"}";
    private Instant at = SampleWorkspace.AT;

    private JobBuilder() {}

    public static JobBuilder aJob() {
        return new JobBuilder();
    }

    public JobBuilder named(String newName) {
        name = newName;
        return this;
    }

    public JobBuilder of(String person) {
        owner = person;
        return this;
    }

    public JobBuilder nodes(int count) {
        nodes = count;
        return this;
    }

    public JobBuilder at(Instant created) {
        at = created;
        return this;
    }

    public JobBuilder defined(String json) {
        definition = json;
        return this;
    }

    /** In the queue. */
    public Job queued() {
        var spec = new JobSpec(
                "Default",
                name,
                definition,
                Optional.empty(),
                nodes,
                Optional.of(Duration.ofHours(1)),
                Map.of(),
                List.of());
        return new Job(SampleWorkspace.main(), name, 7, "cpu", spec, owner, owner, at);
    }

    /** On the shortest way to the state. */
    public Job in(JobStatus status) {
        var job = queued();
        if (status == JobStatus.Canceled) {
            job.requestCancel(JobReason.CanceledByUser, Message.text("by ana"), at);
            return job;
        }
        if (status != JobStatus.Queued) {
            job.begin();
        }
        switch (status) {
            case Running -> job.running(at);
            case CancelRequested -> job.requestCancel(JobReason.CanceledByUser, Message.text("by ana"), at);
            case Completed -> job.end(JobStatus.Completed, JobReason.None, Message.NONE, 0, at);
            case Failed -> job.end(JobStatus.Failed, JobReason.UserError, Message.text("exit code 1"), 1, at);
            case Queued, Starting, Canceled -> {}
        }
        return job;
    }

    /** A process of the job's attempt that has not been started. */
    public static JobProcess process(Job job, int rank) {
        return new JobProcess(new JobAttempt(job, 1, job.createdAt()), job.computeId(), rank, "n-" + rank, rank);
    }
}
