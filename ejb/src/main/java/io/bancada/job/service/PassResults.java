package io.bancada.job.service;

import io.bancada.compute.model.ProvisioningState;
import io.bancada.job.model.JobProcess;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobRepository;
import io.bancada.job.model.JobStatus;
import io.bancada.node.model.NodeState;
import io.bancada.node.service.NodeDriver.NodeRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from the rows, as a pass leaves them, what is to be done outside. */
@ApplicationScoped
public class PassResults {
    private final JobRepository jobs;
    private final JobMoves moves;

    @Inject
    public PassResults(JobRepository jobs, JobMoves moves) {
        this.jobs = jobs;
        this.moves = moves;
    }

    @SuppressWarnings("NullAway")
    protected PassResults() {
        this(null, null);
    }

    PassResult of(PassState state, Optional<Duration> lookAgainAfter) {
        var start = new ArrayList<ProcessRef>();
        var watch = new ArrayList<ProcessRef>();
        var end = new ArrayList<ProcessRef>();
        for (var process : state.processes()) {
            var ref = moves.ref(state, process);
            if (process.attempt().job().status() == JobStatus.CancelRequested || siblingFailed(process)) {
                end.add(ref);
            } else if (process.state() == JobProcess.State.assigned) {
                start.add(ref);
            } else {
                watch.add(ref);
            }
        }
        return new PassResult(
                refs(state, NodeState.preparing),
                refs(state, NodeState.leaving),
                refs(state, NodeState.stopping),
                Stream.concat(refs(state, NodeState.idle).stream(), refs(state, NodeState.running).stream())
                        .toList(),
                start,
                watch,
                end,
                state.clean(),
                state.compute().provisioningState() == ProvisioningState.Deleting ? Optional.empty() : lookAgainAfter);
    }

    private boolean siblingFailed(JobProcess process) {
        return process.attempt().job().instanceCount() > 1
                && jobs.processes(process.attempt()).stream()
                        .anyMatch(p -> p.state() == JobProcess.State.ended && p.reason() != JobReason.None);
    }

    private static List<NodeRef> refs(PassState state, NodeState wanted) {
        var place = NodePlaces.of(state.compute());
        var keepsHome = state.compute().type().keepsHome();
        return state.nodes(wanted).stream()
                .map(n -> NodeRef.of(n, place, keepsHome))
                .toList();
    }
}
