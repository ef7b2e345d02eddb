package io.bancada.job.service;

import io.bancada.job.model.Job;
import io.bancada.job.model.JobAttempt;
import io.bancada.job.model.JobProcess;
import io.bancada.job.model.JobRepository;
import io.bancada.job.service.DispatchPlanner.Place;
import io.bancada.job.service.DispatchPlanner.Waiting;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;

/** Gives waiting jobs to the free slots of nodes, as the dispatch planner says. */
@ApplicationScoped
public class Dispatcher {
    private static final int QUEUE_WINDOW = 500;

    private final JobRepository jobs;
    private final JobMoves moves;

    @Inject
    public Dispatcher(JobRepository jobs, JobMoves moves) {
        this.jobs = jobs;
        this.moves = moves;
    }

    @SuppressWarnings("NullAway")
    protected Dispatcher() {
        this(null, null);
    }

    /**
     * Begins the jobs that have found a place.
     *
     * @param slots processes that a node runs at the same time
     */
    void dispatch(PassState state, int slots, Reach reach) {
        var places = places(state, slots);
        if (places.isEmpty() || !state.compute().runsJobs()) {
            return;
        }
        var held = new HashMap<String, Integer>();
        state.processes().forEach(p -> held.merge(p.attempt().job().owner(), 1, Integer::sum));
        var order = QueueOrder.of(jobs.queue(state.compute().id(), QUEUE_WINDOW), held);
        var waiting = order.stream()
                .map(j -> new Waiting(j.id(), j.owner(), j.instanceCount()))
                .toList();
        DispatchPlanner.plan(waiting, places, reach.now())
                .forEach((job, nodes) -> begin(jobs.find(job).orElseThrow(), nodes, state));
    }

    private static List<Place> places(PassState state, int slots) {
        var load = state.load();
        return state.nodes().stream()
                .filter(n -> n.state() == NodeState.idle || n.state() == NodeState.running)
                .map(n -> new Place(n.id(), n.person().orElse(""), slots - load.getOrDefault(n.id(), 0)))
                .filter(p -> p.free() > 0)
                .toList();
    }

    private void begin(Job job, List<Long> places, PassState state) {
        var attempt = new JobAttempt(job, job.begin(), state.now());
        jobs.add(attempt);
        for (var rank = 0; rank < places.size(); rank++) {
            Node node = state.node(places.get(rank)).orElseThrow();
            if (node.state() == NodeState.idle) {
                node.run(job.owner(), job.name(), state.now());
            }
            var process = new JobProcess(attempt, job.computeId(), node.id(), node.key(), rank);
            jobs.add(process);
            state.add(process);
        }
        moves.moved(job, places.size() == 1 ? Message.NONE : Message.of("job.nodes", places.size()));
    }
}
