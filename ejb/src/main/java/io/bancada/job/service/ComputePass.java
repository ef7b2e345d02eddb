package io.bancada.job.service;

import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobRepository;
import io.bancada.message.Message;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.service.NodeObservation;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;

/**
 * One pass over one compute, in one short transaction under the lock of its row: takes over what was observed, gives
 * waiting jobs to free nodes, brings the nodes to what is wanted, and says what is to be done outside. Looks at what is,
 * never at what woke it; running it twice changes nothing. What differs between kinds is in {@link ComputeKind}.
 */
@Stateless
public class ComputePass {
    private static final int MOST_PROCESSES = 10_000;

    private ComputeRepository computes;
    private NodeRepository nodes;
    private JobRepository jobs;
    private NodeNews nodeNews;
    private ProcessNews processNews;
    private Dispatcher dispatcher;
    private JobMoves moves;
    private PassResults results;
    private Iterable<ComputeKind> kinds;
    private Workspaces workspaces;
    private ResourceChanges changes;
    private Clock clock;

    @Inject
    public ComputePass(
            ComputeRepository computes,
            NodeRepository nodes,
            JobRepository jobs,
            NodeNews nodeNews,
            ProcessNews processNews,
            Dispatcher dispatcher,
            JobMoves moves,
            PassResults results,
            @Any Instance<ComputeKind> kinds,
            Workspaces workspaces,
            ResourceChanges changes,
            Clock clock) {
        this(
                computes,
                nodes,
                jobs,
                nodeNews,
                processNews,
                dispatcher,
                moves,
                results,
                (Iterable<ComputeKind>) kinds,
                workspaces,
                changes,
                clock);
    }

    ComputePass(
            ComputeRepository computes,
            NodeRepository nodes,
            JobRepository jobs,
            NodeNews nodeNews,
            ProcessNews processNews,
            Dispatcher dispatcher,
            JobMoves moves,
            PassResults results,
            Iterable<ComputeKind> kinds,
            Workspaces workspaces,
            ResourceChanges changes,
            Clock clock) {
        this.computes = computes;
        this.nodes = nodes;
        this.jobs = jobs;
        this.nodeNews = nodeNews;
        this.processNews = processNews;
        this.dispatcher = dispatcher;
        this.moves = moves;
        this.results = results;
        this.kinds = kinds;
        this.workspaces = workspaces;
        this.changes = changes;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ComputePass() {}

    /** One pass. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public PassResult run(
            long computeId, Collection<NodeObservation> seenNodes, Collection<ProcessObservation> seenProcesses) {
        var found = computes.lock(computeId);
        if (found.isEmpty()) {
            return PassResult.NOTHING;
        }
        var compute = found.orElseThrow();
        var kind = kind(compute.type());
        var before = compute.standing();
        var state =
                new PassState(compute, nodes.of(computeId), jobs.active(computeId, MOST_PROCESSES), clock.instant());

        nodeNews.take(state, seenNodes);
        processNews.take(state, seenProcesses);
        if (compute.provisioningState() == ProvisioningState.Deleting) {
            var why = Message.of("job.computeDeleted", compute.name());
            moves.cancelWaiting(compute, JobReason.ComputeDeleted, why, state.now());
            moves.cancelRunning(state, JobReason.ComputeDeleted, why);
        }
        var reach = kind.reach(state);
        dispatcher.dispatch(state, kind.slots(state), reach);
        var outlook = kind.steer(state, state.processes().size() + jobs.queuedNodes(computeId, reach.now()));
        tellWaiting(compute, reach, outlook);
        kind.settle(state);
        if (state.changed() || !before.equals(compute.standing())) {
            changes.announce(new ResourceChange(workspaces.armId(compute.workspace()), "computes", compute.name()));
        }
        return results.of(state, outlook.lookAgainAfter());
    }

    private ComputeKind kind(ComputeType type) {
        for (var kind : kinds) {
            if (kind.type() == type) {
                return kind;
            }
        }
        throw new IllegalStateException("no pass knows computes of type " + type);
    }

    /** Says of all waiting jobs why they wait: those within reach, those that must wait aside, those that never fit. */
    private void tellWaiting(Compute compute, Reach reach, Outlook outlook) {
        var why = outlook.why();
        var told = jobs.tellWaiting(compute.id(), 0, reach.now(), why.reason(), why.message());
        if (reach.now() < reach.ever()) {
            told += jobs.tellWaiting(
                    compute.id(), reach.now(), reach.ever(), JobReason.QuotaExceeded, reach.shortage());
        }
        var tooLarge = WaitReason.tooLarge(compute.name(), reach.ever());
        told += jobs.tellWaiting(compute.id(), reach.ever(), Integer.MAX_VALUE, tooLarge.reason(), tooLarge.message());
        if (told > 0) {
            changes.announce(new ResourceChange(workspaces.armId(compute.workspace()), "jobs", ResourceChange.MANY));
        }
    }
}
