package io.bancada.job.service;

import io.bancada.job.model.JobAttempt;
import io.bancada.job.model.JobProcess;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobRepository;
import io.bancada.job.model.JobStatus;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;

/** Takes over what nodes said of the processes of jobs, and ends the jobs all of whose processes have ended. */
@ApplicationScoped
public class ProcessNews {
    private final JobRepository jobs;
    private final JobMoves moves;

    @Inject
    public ProcessNews(JobRepository jobs, JobMoves moves) {
        this.jobs = jobs;
        this.moves = moves;
    }

    @SuppressWarnings("NullAway")
    protected ProcessNews() {
        this(null, null);
    }

    void take(PassState state, Collection<ProcessObservation> seen) {
        for (var observation : seen) {
            state.process(observation.process())
                    .filter(p -> p.state() != JobProcess.State.ended)
                    .ifPresent(p -> take(state, p, observation));
        }
        losePlaces(state);
        endAttempts(state);
        freeNodes(state);
    }

    private void take(PassState state, JobProcess process, ProcessObservation seen) {
        switch (seen.kind()) {
            case RUNNING -> running(process, seen.startedAt().orElse(state.now()));
            case ENDED -> {
                process.end(
                        seen.reason(),
                        seen.message(),
                        seen.exitCode().orElse(null),
                        seen.startedAt().orElse(null),
                        seen.endedAt().orElse(state.now()));
                seen.startedAt().ifPresent(at -> running(process, at));
            }
        }
    }

    private void running(JobProcess process, Instant at) {
        var job = process.attempt().job();
        process.running(at);
        if (job.status() == JobStatus.Starting) {
            job.running(at);
            moves.moved(job, Message.NONE);
        }
    }

    /** A process whose node is no more has ended, whatever it was doing. */
    private static void losePlaces(PassState state) {
        for (var process : state.processes()) {
            var node = state.node(process.nodeId());
            if (process.state() != JobProcess.State.ended
                    && node.filter(n -> n.state() == NodeState.running).isEmpty()) {
                var why = node.map(Node::reason).filter(r -> !r.isEmpty()).orElse(ProcessObservation.NODE_WENT_AWAY);
                process.end(JobReason.NodeLost, why, null, null, state.now());
            }
        }
    }

    /** Ends the attempts all of whose processes have ended; where one has failed, the others are asked to end later. */
    private void endAttempts(PassState state) {
        var attempts = new HashMap<Long, JobAttempt>();
        for (var process : state.processes()) {
            if (process.state() == JobProcess.State.ended) {
                attempts.put(process.attempt().id(), process.attempt());
                state.remove(process, moves.ref(state, process));
            }
        }
        for (var attempt : attempts.values()) {
            var all = jobs.processes(attempt);
            if (all.stream().allMatch(p -> p.state() == JobProcess.State.ended)) {
                var outcome = AttemptOutcome.of(attempt.job(), all);
                attempt.end(outcome.reason(), outcome.message(), state.now());
                outcome.apply(attempt.job(), state.now());
                moves.ended(attempt.job());
            }
        }
    }

    private static void freeNodes(PassState state) {
        var load = state.load();
        state.nodes(NodeState.running).stream()
                .filter(n -> !load.containsKey(n.id()))
                .forEach(n -> n.free(state.now()));
    }
}
