package io.bancada.job.service;

import io.bancada.asset.service.CodeService;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.service.ClusterScaler;
import io.bancada.job.model.Job;
import io.bancada.job.model.JobAttempt;
import io.bancada.job.model.JobProcess;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobRepository;
import io.bancada.job.model.JobStatus;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.model.NodeState;
import io.bancada.node.service.NodeDriver.NodeRef;
import io.bancada.node.service.NodeObservation;
import io.bancada.operation.service.OperationService;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.quota.service.QuotaService;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One pass over one compute, in one short transaction under the lock of its row: takes over what was observed, gives
 * waiting jobs to idle nodes, scales, and says what is to be done outside. Looks at what is, never at what woke it;
 * running it twice changes nothing.
 */
@Stateless
public class ClusterPass {
    private static final int QUEUE_WINDOW = 500;
    private static final int MOST_PROCESSES = 10_000;

    private ComputeRepository computes;
    private NodeRepository nodes;
    private JobRepository jobs;
    private ClusterScaler scaler;
    private QuotaService quota;
    private OperationService operations;
    private CodeService code;
    private JobPaths paths;
    private Workspaces workspaces;
    private ResourceChanges changes;
    private Audit audit;
    private Clock clock;

    @Inject
    public ClusterPass(
            ComputeRepository computes,
            NodeRepository nodes,
            JobRepository jobs,
            ClusterScaler scaler,
            QuotaService quota,
            OperationService operations,
            CodeService code,
            JobPaths paths,
            Workspaces workspaces,
            ResourceChanges changes,
            Audit audit,
            Clock clock) {
        this.computes = computes;
        this.nodes = nodes;
        this.jobs = jobs;
        this.scaler = scaler;
        this.quota = quota;
        this.operations = operations;
        this.code = code;
        this.paths = paths;
        this.workspaces = workspaces;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ClusterPass() {}

    /** One pass. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public PassResult run(
            long computeId, Collection<NodeObservation> seenNodes, Collection<ProcessObservation> seenProcesses) {
        var found = computes.lock(computeId);
        if (found.isEmpty()) {
            return PassResult.NOTHING;
        }
        var compute = found.orElseThrow();
        var before = fingerprint(compute);
        var present = new HashMap<Long, Node>();
        nodes.of(computeId).forEach(n -> present.put(n.id(), n));
        var active = new HashMap<Long, JobProcess>();
        jobs.active(computeId, MOST_PROCESSES).forEach(p -> active.put(p.id(), p));

        var nodesChanged = applyNodes(compute, seenNodes, present);
        applyProcesses(seenProcesses, active, present);
        losePlaces(active, present);
        var clean = applyEnds(active);
        if (compute.provisioningState() == ProvisioningState.Deleting) {
            cancelAll(compute, active.values());
        }
        dispatch(compute, present, active);
        var scaled = scale(compute, present, active);
        settle(compute, present.isEmpty() && active.isEmpty());
        if (nodesChanged
                || scaled.plan().create() > 0
                || !scaled.plan().leave().isEmpty()
                || before != fingerprint(compute)) {
            changes.announce(new ResourceChange(workspaces.armId(compute.workspace()), "computes", compute.name()));
        }
        return result(compute, present, active, clean, scaled.plan().lookAgainAfter());
    }

    private static int fingerprint(Compute c) {
        return java.util.Objects.hash(
                c.provisioningState(), c.allocationState(), c.targetNodes(), c.demandNodes(), c.reason());
    }

    private boolean applyNodes(Compute compute, Collection<NodeObservation> seen, Map<Long, Node> present) {
        var now = clock.instant();
        var changed = false;
        for (var observation : seen) {
            var node = present.get(observation.node());
            if (node == null) {
                continue;
            }
            switch (observation.kind()) {
                case READY -> {
                    if (node.state() == NodeState.preparing) {
                        node.ready(observation.text(), now);
                        var took = java.time.Duration.between(node.createdAt(), now)
                                .toMillis();
                        audit.compute(
                                compute.id(),
                                "node " + node.key() + " idle",
                                String.format(Locale.ROOT, "prepared in %.1f s", took / 1000.0),
                                "system");
                        changed = true;
                    }
                }
                case PENDING, NO_ROOM -> {
                    if (node.state() == NodeState.preparing) {
                        node.waits(observation.text());
                    }
                }
                case LOST -> {
                    if (node.state().next().contains(NodeState.unusable)) {
                        node.fail(observation.text(), now);
                        audit.compute(compute.id(), "node " + node.key() + " unusable", observation.text(), "system");
                        changed = true;
                    }
                }
                case GONE -> {
                    if (node.state() == NodeState.leaving) {
                        quota.release(node.id());
                        nodes.remove(node);
                        present.remove(node.id());
                        audit.compute(compute.id(), "node " + node.key() + " gone", node.reason(), "system");
                        changed = true;
                    }
                }
            }
        }
        return changed;
    }

    private void applyProcesses(
            Collection<ProcessObservation> seen, Map<Long, JobProcess> active, Map<Long, Node> present) {
        var now = clock.instant();
        for (var observation : seen) {
            var process = active.get(observation.process());
            if (process == null || process.state() == JobProcess.State.ended) {
                continue;
            }
            switch (observation.kind()) {
                case RUNNING -> running(process, observation.startedAt().orElse(now));
                case ENDED -> {
                    process.end(
                            observation.reason(),
                            observation.message(),
                            observation.exitCode().orElse(null),
                            observation.startedAt().orElse(null),
                            observation.endedAt().orElse(now));
                    observation.startedAt().ifPresent(at -> running(process, at));
                    free(present.get(process.nodeId()), now);
                }
            }
        }
    }

    private void running(JobProcess process, Instant at) {
        var job = process.attempt().job();
        process.running(at);
        if (job.status() == JobStatus.Starting) {
            job.running(at);
            moved(job, "");
        }
    }

    private static void free(@org.jspecify.annotations.Nullable Node node, Instant now) {
        if (node != null && node.state() == NodeState.running) {
            node.free(now);
        }
    }

    /** A process whose node is no more has ended, whatever it was doing. */
    private void losePlaces(Map<Long, JobProcess> active, Map<Long, Node> present) {
        for (var process : active.values()) {
            var node = present.get(process.nodeId());
            if (process.state() != JobProcess.State.ended && (node == null || node.state() != NodeState.running)) {
                var why = node == null || node.reason().isEmpty() ? "The node went away under it." : node.reason();
                process.end(JobReason.NodeLost, why, null, null, clock.instant());
            }
        }
    }

    /** Ends the attempts all of whose processes have ended; asks the others to end where one has failed. */
    private List<ProcessRef> applyEnds(Map<Long, JobProcess> active) {
        var clean = new ArrayList<ProcessRef>();
        var attempts = new HashMap<Long, JobAttempt>();
        for (var process : List.copyOf(active.values())) {
            if (process.state() == JobProcess.State.ended) {
                attempts.put(process.attempt().id(), process.attempt());
                clean.add(ref(process, ""));
                active.remove(process.id());
            }
        }
        for (var attempt : attempts.values()) {
            var all = jobs.processes(attempt);
            if (all.stream().allMatch(p -> p.state() == JobProcess.State.ended)) {
                var outcome = AttemptOutcome.of(attempt.job(), all);
                attempt.end(outcome.reason(), outcome.message(), clock.instant());
                outcome.apply(attempt.job(), clock.instant());
                moved(attempt.job(), attempt.job().message());
                finishCancel(attempt.job());
            }
        }
        return clean;
    }

    private void finishCancel(Job job) {
        if (job.status().terminal()) {
            operations.succeed(workspaces.armId(job.workspace()).child("jobs", job.name()));
        }
    }

    private void cancelAll(Compute compute, Collection<JobProcess> active) {
        var why = "The compute '" + compute.name() + "' was deleted.";
        for (var job : jobs.queued(compute.id(), QUEUE_WINDOW)) {
            job.requestCancel(JobReason.ComputeDeleted, why, clock.instant());
            moved(job, why);
        }
        for (var process : active) {
            var job = process.attempt().job();
            if (job.status() == JobStatus.Starting || job.status() == JobStatus.Running) {
                job.requestCancel(JobReason.ComputeDeleted, why, clock.instant());
                moved(job, why);
            }
        }
    }

    private void dispatch(Compute compute, Map<Long, Node> present, Map<Long, JobProcess> active) {
        var now = clock.instant();
        var idle = present.values().stream()
                .filter(n -> n.state() == NodeState.idle)
                .sorted(java.util.Comparator.comparing(Node::id))
                .toList();
        if (idle.isEmpty() || !compute.accepts()) {
            return;
        }
        var held = new HashMap<String, Integer>();
        active.values().forEach(p -> held.merge(p.attempt().job().owner(), 1, Integer::sum));
        var order = QueueOrder.of(jobs.queue(compute.id(), QUEUE_WINDOW), held);
        var plan = DispatchPlanner.plan(
                order.stream()
                        .map(j -> new DispatchPlanner.Waiting(j.id(), j.owner(), j.instanceCount()))
                        .toList(),
                idle.stream()
                        .map(n -> new DispatchPlanner.Idle(n.id(), n.person().orElse("")))
                        .toList(),
                compute.maxNodes());
        for (var job : order) {
            var places = plan.assignments().get(job.id());
            if (places != null) {
                begin(jobs.find(job.id()).orElseThrow(), places, present, active, now);
            }
        }
    }

    private void begin(Job job, List<Long> places, Map<Long, Node> present, Map<Long, JobProcess> active, Instant now) {
        var attempt = new JobAttempt(job, job.begin(), now);
        jobs.add(attempt);
        for (var rank = 0; rank < places.size(); rank++) {
            var node = java.util.Objects.requireNonNull(present.get(places.get(rank)));
            node.run(job.owner(), job.name(), now);
            var process = new JobProcess(attempt, job.computeId(), node.id(), node.key(), rank);
            jobs.add(process);
            active.put(process.id(), process);
        }
        moved(job, places.size() == 1 ? "" : places.size() + " nodes");
    }

    private ClusterScaler.Scaled scale(Compute compute, Map<Long, Node> present, Map<Long, JobProcess> active) {
        var demand = active.size() + jobs.queuedNodes(compute.id(), compute.maxNodes());
        var scaled = scaler.scale(compute, List.copyOf(present.values()), demand);
        nodes.of(compute.id()).forEach(n -> present.put(n.id(), n));
        var why = WaitReason.of(compute, scaled, List.copyOf(present.values()));
        var tooLarge = WaitReason.tooLarge(compute);
        var told = jobs.tellWaiting(compute.id(), compute.maxNodes(), true, why.reason(), why.message())
                + jobs.tellWaiting(compute.id(), compute.maxNodes(), false, tooLarge.reason(), tooLarge.message());
        if (told > 0) {
            changes.announce(new ResourceChange(workspaces.armId(compute.workspace()), "jobs", ResourceChange.MANY));
        }
        return scaled;
    }

    /** The operation on a compute is over when the compute stands as asked, or is gone. */
    private void settle(Compute compute, boolean empty) {
        var id = workspaces.armId(compute.workspace()).child("computes", compute.name());
        switch (compute.provisioningState()) {
            case Creating, Updating -> {
                compute.settled();
                audit.compute(compute.id(), "Succeeded", "", "system");
                operations.succeed(id);
            }
            case Deleting -> {
                if (empty && jobs.queued(compute.id(), 1).isEmpty()) {
                    computes.remove(compute);
                    operations.succeed(id);
                    changes.announce(
                            new ResourceChange(workspaces.armId(compute.workspace()), "computes", compute.name()));
                }
            }
            case Succeeded, Failed -> {}
        }
    }

    private PassResult result(
            Compute compute,
            Map<Long, Node> present,
            Map<Long, JobProcess> active,
            List<ProcessRef> clean,
            Optional<java.time.Duration> lookAgainAfter) {
        var start = new ArrayList<ProcessRef>();
        var watch = new ArrayList<ProcessRef>();
        var end = new ArrayList<ProcessRef>();
        for (var process : active.values()) {
            var node = java.util.Objects.requireNonNull(present.get(process.nodeId()));
            var ref = ref(process, masterAddress(process, active, present, node));
            if (process.attempt().job().status() == JobStatus.CancelRequested || siblingFailed(process)) {
                end.add(ref);
                watch.add(ref);
            } else if (process.state() == JobProcess.State.assigned) {
                start.add(ref);
            } else {
                watch.add(ref);
            }
        }
        return new PassResult(
                refs(present, NodeState.preparing),
                refs(present, NodeState.leaving),
                java.util.stream.Stream.concat(
                                refs(present, NodeState.idle).stream(), refs(present, NodeState.running).stream())
                        .toList(),
                start,
                watch,
                end,
                clean,
                compute.provisioningState() == ProvisioningState.Deleting ? Optional.empty() : lookAgainAfter);
    }

    private boolean siblingFailed(JobProcess process) {
        return process.attempt().job().instanceCount() > 1
                && jobs.processes(process.attempt()).stream()
                        .anyMatch(p -> p.state() == JobProcess.State.ended && p.reason() != JobReason.None);
    }

    private static String masterAddress(
            JobProcess process, Map<Long, JobProcess> active, Map<Long, Node> present, Node own) {
        return active.values().stream()
                .filter(p -> p.rank() == 0
                        && p.attempt().id().equals(process.attempt().id()))
                .map(p -> present.get(p.nodeId()))
                .filter(java.util.Objects::nonNull)
                .map(Node::address)
                .findFirst()
                .orElse(own.address());
    }

    private static List<NodeRef> refs(Map<Long, Node> present, NodeState state) {
        return present.values().stream()
                .filter(n -> n.state() == state)
                .map(NodeRef::of)
                .toList();
    }

    private ProcessRef ref(JobProcess process, String masterAddress) {
        var job = process.attempt().job();
        return ProcessRef.of(
                process,
                masterAddress,
                workspaces.armId(job.workspace()),
                workspaces.share(job.workspace()),
                job.snapshot().map(s -> code.directory(job.workspace(), s)),
                paths);
    }

    private void moved(Job job, String why) {
        audit.job(job.id(), job.status().toString(), why, "system");
        changes.announce(new ResourceChange(workspaces.armId(job.workspace()), "jobs", job.name()));
    }
}
