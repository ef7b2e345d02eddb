package io.bancada.job.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.asset.service.CodeService;
import io.bancada.audit.model.EventDetails;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.DiskLevel;
import io.bancada.compute.service.ComputeWoken;
import io.bancada.environment.service.EnvironmentService;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.model.Job;
import io.bancada.job.model.JobDetails;
import io.bancada.job.model.JobFilter;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobRepository;
import io.bancada.job.model.JobSpec;
import io.bancada.job.model.JobStatus;
import io.bancada.message.Message;
import io.bancada.operation.service.OperationService;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;

/** Use cases of jobs: they write what is wanted and return; the dispatcher makes it so. */
@Stateless
public class JobService {
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(365);
    private static final int QUEUE_WINDOW = 1000;

    private JobRepository jobs;
    private ComputeRepository computes;
    private Workspaces workspaces;
    private CodeService code;
    private EnvironmentService environments;
    private OperationService operations;
    private ResourceChanges changes;
    private Access access;
    private Audit audit;
    private Clock clock;
    private Event<ComputeWoken> woken;
    private Event<JobDeleted> deleted;
    private JobPaths paths;

    @Inject
    public JobService(
            JobRepository jobs,
            ComputeRepository computes,
            Workspaces workspaces,
            CodeService code,
            EnvironmentService environments,
            OperationService operations,
            ResourceChanges changes,
            Access access,
            Audit audit,
            Clock clock,
            Event<ComputeWoken> woken,
            Event<JobDeleted> deleted,
            JobPaths paths) {
        this.jobs = jobs;
        this.computes = computes;
        this.workspaces = workspaces;
        this.code = code;
        this.environments = environments;
        this.operations = operations;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.woken = woken;
        this.deleted = deleted;
        this.paths = paths;
    }

    @SuppressWarnings("NullAway")
    protected JobService() {}

    /** Jobs_Get, with its place in the queue while it waits. */
    public JobDetails get(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.JOB_READ, workspace.scope());
        var job = find(workspace, name);
        return JobDetails.from(job, workspace.subscription(), queuePlace(job));
    }

    /** Jobs_List, newest first. */
    public Page<JobDetails> list(Caller caller, WorkspaceId workspace, JobFilter filter, PageRequest page) {
        access.require(caller, Actions.JOB_READ, workspace.scope());
        return jobs.list(workspaces.get(workspace), filter, page)
                .map(j -> JobDetails.from(j, workspace.subscription(), OptionalInt.empty()));
    }

    /**
     * Jobs_CreateOrUpdate for command jobs. What was submitted never changes: a second PUT of the same job succeeds and
     * may only archive it, another job under the name is refused.
     */
    public Submitted put(Caller caller, WorkspaceId workspaceId, String name, CommandJobRequest request) {
        access.require(caller, Actions.JOB_WRITE, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        ResourceNames.requireAsset("id", name);
        var existing = jobs.find(workspace, name);
        var job = existing.isPresent()
                ? again(existing.orElseThrow(), request)
                : submit(caller, workspace, name, request);
        audit.record(
                caller,
                Actions.JOB_WRITE,
                workspaceId.child("jobs", job.name()),
                existing.isEmpty() ? "submitted to " + job.computeName() : "archived: " + job.archived());
        tell(job);
        return new Submitted(JobDetails.from(job, workspaceId.subscription(), OptionalInt.empty()), existing.isEmpty());
    }

    /** Jobs_Cancel: a job that waits ends at once, one that runs is asked to end. */
    public UUID cancel(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.JOB_CANCEL, workspace.scope());
        // a pass that is changing the job right now goes first, else one of the two would be refused
        var before = find(workspace, name);
        computes.lock(before.computeId());
        jobs.forget(before);
        var job = find(workspace, name);
        job.requestCancel(JobReason.CanceledByUser, Message.of("job.canceledBy", caller.name()), clock.instant());
        var id = workspace.child("jobs", job.name());
        audit.record(caller, Actions.JOB_CANCEL, id, job.status().toString());
        audit.job(job.id(), job.status().toString(), job.message(), caller.name());
        var operation = operations.begin(id, Actions.JOB_CANCEL, caller);
        if (job.status().terminal()) {
            operations.succeed(id);
        }
        tell(job);
        return operation.id();
    }

    /**
     * Jobs_Delete: the record, its log and its outputs are gone.
     *
     * @return whether there was one
     * @throws BancadaException 409 while it has not ended
     */
    public boolean delete(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.JOB_DELETE, workspace.scope());
        var found = jobs.find(workspaces.get(workspace), name);
        found.ifPresent(job -> {
            if (!job.status().terminal()) {
                throw BancadaException.conflict(
                        name,
                        Message.of("refused.jobRuns", job.name(), job.status().name()));
            }
            deleted.fire(new JobDeleted(job.id(), paths.directory(job)));
            jobs.remove(job);
            audit.record(caller, Actions.JOB_DELETE, workspace.child("jobs", job.name()), "deleted");
            changes.announce(new ResourceChange(workspace, "jobs", job.name()));
        });
        return found.isPresent();
    }

    /** What happened to the job, newest first. */
    public Page<EventDetails> history(Caller caller, WorkspaceId workspace, String name, PageRequest page) {
        access.require(caller, Actions.JOB_READ, workspace.scope());
        return audit.ofJob(find(workspace, name).id(), page);
    }

    private Job submit(Caller caller, Workspace workspace, String name, CommandJobRequest request) {
        var compute = compute(workspace, request.computeId());
        var instances = request.instanceCount().orElse(1);
        requireOpen(caller, compute);
        requireDisk(compute);
        requireNodes(compute, instances);
        if (request.command().isBlank()) {
            throw BancadaException.invalid("properties.command", Message.of("refused.noCommand"));
        }
        request.timeout().ifPresent(JobService::requireTimeout);
        var command = JobCommand.of(request.definition());
        command.check();
        paths.requireOwn(caller, command);
        var spec = new JobSpec(
                request.experimentName().filter(e -> !e.isBlank()).orElse("Default"),
                request.displayName().filter(d -> !d.isBlank()).orElse(name),
                request.definition(),
                request.codeId().map(id -> code.resolve(workspace, id)),
                instances,
                request.timeout(),
                environments.resolve(workspace, request.environmentId()).variables(),
                request.tags());
        var job = new Job(
                workspace, name, compute.id(), compute.name(), spec, caller.subject(), caller.name(), clock.instant());
        job.archive(request.archived());
        jobs.add(job);
        audit.job(job.id(), "Queued", Message.NONE, caller.name());
        return job;
    }

    /** A workstation works for its person only, unless the workspace's policy opens it (X13). */
    private static void requireOpen(Caller caller, Compute compute) {
        if (compute instanceof ComputeInstance instance
                && !instance.owner().equals(caller.subject())
                && !instance.workspace().policy().opensJobs()) {
            throw new BancadaException(
                    ErrorCode.FORBIDDEN,
                    "properties.computeId",
                    "The compute instance '" + instance.name() + "' belongs to " + instance.ownerName()
                            + ", and only they may submit jobs to it; use an instance of your own or a cluster.");
        }
    }

    private static void requireDisk(Compute compute) {
        if (compute instanceof ComputeInstance instance && instance.disk().level() == DiskLevel.Full) {
            throw BancadaException.conflict(
                    "properties.computeId",
                    Message.of(
                            "refused.diskFull", instance.name(), instance.disk().percent()));
        }
    }

    private static void requireNodes(Compute compute, int instances) {
        var field = "properties.resources.instanceCount";
        if (instances > 1 && !compute.type().capabilities().multiNode()) {
            throw BancadaException.invalid(
                    field,
                    "instanceCount is " + instances + ", but '" + compute.name() + "' is a " + compute.type()
                            + " of one node; submit jobs of several nodes to an AmlCompute cluster.");
        }
        if (instances < 1 || instances > compute.maxNodesPerJob()) {
            throw BancadaException.invalid(
                    field, Message.of("refused.instanceCount", instances, compute.name(), compute.maxNodesPerJob()));
        }
    }

    private static Job again(Job job, CommandJobRequest request) {
        if (!job.definition().equals(request.definition())) {
            throw BancadaException.conflict(
                    job.name(),
                    "The job '" + job.name()
                            + "' exists and what was submitted never changes; submit under another name.");
        }
        job.archive(request.archived());
        return job;
    }

    private Compute compute(Workspace workspace, String computeId) {
        var armPrefix = workspaces.armId(workspace).child("computes", "");
        var bare = computeId.contains("/")
                ? (computeId.regionMatches(true, 0, armPrefix, 0, armPrefix.length())
                        ? computeId.substring(armPrefix.length())
                        : "")
                : computeId;
        var compute = computes.find(workspace, bare)
                .orElseThrow(() -> BancadaException.invalid(
                        "properties.computeId", Message.of("refused.noCompute", computeId, workspace.name())));
        if (!compute.accepts()) {
            throw BancadaException.conflict(
                    "properties.computeId",
                    Message.of(
                            "refused.computeBusy",
                            compute.name(),
                            compute.provisioningState().name()));
        }
        return compute;
    }

    private static void requireTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw BancadaException.invalid("properties.limits.timeout", Message.of("refused.timeout"));
        }
    }

    private OptionalInt queuePlace(Job job) {
        if (job.status() != JobStatus.Queued) {
            return OptionalInt.empty();
        }
        var order = QueueOrder.of(jobs.queue(job.computeId(), QUEUE_WINDOW), jobs.held(job.computeId()));
        return IntStream.range(0, order.size())
                .filter(i -> order.get(i).id() == job.id())
                .map(i -> i + 1)
                .findFirst();
    }

    private void tell(Job job) {
        changes.announce(new ResourceChange(workspaces.armId(job.workspace()), "jobs", job.name()));
        woken.fire(new ComputeWoken(job.computeId()));
    }

    private Job find(WorkspaceId workspace, String name) {
        return jobs.find(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("jobs", name)));
    }
}
