package io.bancada.job.service;

import io.bancada.asset.service.CodeService;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.job.model.Job;
import io.bancada.job.model.JobProcess;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobRepository;
import io.bancada.job.model.JobStatus;
import io.bancada.message.Message;
import io.bancada.operation.service.OperationService;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** What every part of a pass does to jobs: tells of their moves, cancels them, hands their processes to the drivers. */
@ApplicationScoped
public class JobMoves {
    private static final int QUEUE_WINDOW = 500;

    private final JobRepository jobs;
    private final OperationService operations;
    private final CodeService code;
    private final JobPaths paths;
    private final Workspaces workspaces;
    private final ResourceChanges changes;
    private final Audit audit;

    @Inject
    public JobMoves(
            JobRepository jobs,
            OperationService operations,
            CodeService code,
            JobPaths paths,
            Workspaces workspaces,
            ResourceChanges changes,
            Audit audit) {
        this.jobs = jobs;
        this.operations = operations;
        this.code = code;
        this.paths = paths;
        this.workspaces = workspaces;
        this.changes = changes;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected JobMoves() {
        this(null, null, null, null, null, null, null);
    }

    /** The job has moved: its history and the pages are told. */
    void moved(Job job, Message why) {
        audit.job(job.id(), job.status().toString(), why, "system");
        changes.announce(new ResourceChange(workspaces.armId(job.workspace()), "jobs", job.name()));
    }

    /** The job has ended: whoever waits for its cancellation is told, too. */
    void ended(Job job) {
        moved(job, job.message());
        if (job.status().terminal()) {
            operations.succeed(workspaces.armId(job.workspace()).child("jobs", job.name()));
        }
    }

    /** Cancels the jobs that wait for the compute. */
    void cancelWaiting(Compute compute, JobReason reason, Message why, Instant at) {
        for (var waiting = jobs.queued(compute.id(), QUEUE_WINDOW);
                !waiting.isEmpty();
                waiting = jobs.queued(compute.id(), QUEUE_WINDOW)) {
            for (var job : waiting) {
                job.requestCancel(reason, why, at);
                ended(job);
            }
        }
    }

    /** Asks the jobs that run on the compute to end. */
    void cancelRunning(PassState state, JobReason reason, Message why) {
        for (var process : state.processes()) {
            var job = process.attempt().job();
            if (job.status() == JobStatus.Starting || job.status() == JobStatus.Running) {
                job.requestCancel(reason, why, state.now());
                moved(job, why);
            }
        }
    }

    /** The process as drivers take it. */
    ProcessRef ref(PassState state, JobProcess process) {
        var job = process.attempt().job();
        return ProcessRef.of(
                process,
                NodePlaces.of(state.compute()),
                state.compute() instanceof ComputeInstance instance
                        && !instance.owner().equals(job.owner()),
                state.meeting(process),
                workspaces.armId(job.workspace()),
                workspaces.share(job.workspace()),
                job.snapshot().map(s -> code.directory(job.workspace(), s)),
                paths);
    }
}
