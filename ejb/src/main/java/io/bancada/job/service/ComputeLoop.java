package io.bancada.job.service;

import io.bancada.compute.service.ComputeWoken;
import io.bancada.driver.NodeChanged;
import io.bancada.driver.NodeKey;
import io.bancada.job.model.JobRepository;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.service.NodeDriver;
import io.bancada.node.service.NodeDriver.NodeRef;
import io.bancada.node.service.NodeObservation;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps every compute moving: wakes one pass at a time for each, carries out what the pass left to do, and brings what
 * was seen there into the next pass. What it knows lives in memory only and may be lost: a pass over the rows finds
 * everything again, and everything outside may be done twice.
 */
@ApplicationScoped
public class ComputeLoop {
    private static final Logger LOG = Logger.getLogger(ComputeLoop.class);
    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Map<Long, ComputeInbox> inboxes = new ConcurrentHashMap<>();
    /** What is to be done with the processes of each node, by number. */
    private final Map<NodeKey, Map<Long, Errand>> placed = new ConcurrentHashMap<>();

    private final Map<NodeKey, Long> computeOf = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Repeats looks = new Repeats();
    private final ComputePass pass;
    private final NodeDriver nodeDriver;
    private final ProcessDriver processDriver;
    private final JobRepository jobs;
    private final NodeRepository nodes;

    @Resource
    private ManagedScheduledExecutorService executor;

    private volatile boolean stopped;

    @Inject
    @SuppressWarnings("NullAway.Init")
    public ComputeLoop(
            ComputePass pass,
            NodeDriver nodeDriver,
            ProcessDriver processDriver,
            JobRepository jobs,
            NodeRepository nodes) {
        this.pass = pass;
        this.nodeDriver = nodeDriver;
        this.processDriver = processDriver;
        this.jobs = jobs;
        this.nodes = nodes;
    }

    @SuppressWarnings("NullAway")
    protected ComputeLoop() {
        this(null, null, null, null, null);
    }

    /** Looks at every compute that may have something to do, and at every node and process of it. */
    public void tick() {
        var after = 0L;
        List<Long> ids;
        do {
            ids = jobs.computesWithWork(after, PAGE);
            for (var id : ids) {
                inbox(id).lookAtEverything();
                wake(id);
                after = id;
            }
        } while (ids.size() == PAGE && !stopped);
    }

    void woken(@Observes(during = TransactionPhase.AFTER_SUCCESS) ComputeWoken event) {
        wake(event.computeId());
    }

    void changed(@ObservesAsync NodeChanged event) {
        var errands = placed.getOrDefault(event.key(), Map.of());
        var compute = computeOf.get(event.key());
        if (!errands.isEmpty() && compute != null) {
            errands.values().forEach(e -> attend(compute, e.process()));
            return;
        }
        nodes.findByKey(event.key().value()).map(Node::computeId).ifPresent(id -> {
            inbox(id).lookAtEverything();
            wake(id);
        });
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    private ComputeInbox inbox(long computeId) {
        return inboxes.computeIfAbsent(computeId, id -> new ComputeInbox());
    }

    /** Makes a pass over the compute soon; many wakes at once are one pass. */
    private void wake(long computeId) {
        if (inbox(computeId).claim()) {
            submit("pass over compute " + computeId, () -> passes(computeId), inbox(computeId)::abandon);
        }
    }

    private void passes(long computeId) {
        var inbox = inbox(computeId);
        do {
            var mail = inbox.take();
            try {
                carryOut(computeId, pass.run(computeId, mail.nodes(), mail.processes()), mail.everything());
            } catch (RuntimeException e) {
                // The observations are gone with the failed pass; the next tick looks at everything again.
                LOG.errorf(e, "a pass over compute %d failed; it is tried again", computeId);
            }
        } while (!inbox.release() && !stopped);
    }

    private void carryOut(long computeId, PassResult todo, boolean everything) {
        todo.bring().forEach(n -> node("bring", computeId, n, () -> Optional.of(nodeDriver.bring(n))));
        todo.release()
                .forEach(n -> node("release", computeId, n, () -> {
                    forget(n.key());
                    return Optional.of(nodeDriver.release(n));
                }));
        todo.stop().forEach(n -> node("stop", computeId, n, () -> Optional.of(nodeDriver.stop(n))));
        todo.start().forEach(p -> place(computeId, new Errand(p, Errand.Kind.START), everything));
        todo.watch().forEach(p -> place(computeId, new Errand(p, Errand.Kind.WATCH), everything));
        todo.end().forEach(p -> place(computeId, new Errand(p, Errand.Kind.END), everything));
        todo.clean().forEach(p -> {
            placed.getOrDefault(p.node(), new ConcurrentHashMap<>()).remove(p.process());
            submit("clean " + p.capsule(), () -> processDriver.clean(p), () -> {});
        });
        if (everything) {
            todo.inUse().forEach(n -> node("look", computeId, n, () -> nodeDriver.look(n)));
        }
        todo.lookAgainAfter().filter(d -> d.compareTo(SOON) < 0).ifPresent(d -> later(computeId, d));
    }

    /** Notes what is to be done with the process; a new errand is done at once, an old one when all are. */
    private void place(long computeId, Errand errand, boolean everything) {
        var process = errand.process();
        computeOf.put(process.node(), computeId);
        var before = placed.computeIfAbsent(process.node(), n -> new ConcurrentHashMap<>())
                .put(process.process(), errand);
        var changed = before == null || before.kind() != errand.kind();
        if (everything || (changed && errand.kind() != Errand.Kind.WATCH)) {
            attend(computeId, process);
        }
    }

    private void forget(NodeKey node) {
        placed.remove(node);
        computeOf.remove(node);
    }

    /**
     * Does the newest errand of the process, never two at a time: an end that is asked for while the process is being
     * started comes after the start and finds what there is to end.
     */
    private void attend(long computeId, ProcessRef process) {
        var key = process.process();
        if (looks.claim(key)) {
            submit(
                    "look at " + process.capsule(),
                    () -> looks.run(key, () -> {
                        var errand =
                                placed.getOrDefault(process.node(), Map.of()).get(key);
                        if (errand != null) {
                            errand.act(processDriver).ifPresent(seen -> seen(computeId, errand, seen));
                        }
                    }),
                    () -> looks.drop(key));
        }
    }

    private void seen(long computeId, Errand errand, ProcessObservation seen) {
        inbox(computeId).put(seen);
        if (errand.kind() == Errand.Kind.START || seen.kind() == ProcessObservation.Kind.ENDED) {
            wake(computeId);
        }
    }

    private void node(String what, long computeId, NodeRef node, Supplier<Optional<NodeObservation>> act) {
        once(
                what + " " + node.key(),
                () -> act.get().ifPresent(seen -> {
                    inbox(computeId).put(seen);
                    switch (seen.kind()) {
                        case PENDING -> later(computeId, PATIENCE);
                        case NO_ROOM -> {} // the next tick asks again
                        case READY -> {
                            if (!what.equals("look")) {
                                wake(computeId);
                            }
                        }
                        case LOST, STOPPED, GONE -> wake(computeId);
                    }
                }));
    }

    private void once(String key, Runnable act) {
        if (underWay.add(key)) {
            submit(
                    key,
                    () -> {
                        try {
                            act.run();
                        } finally {
                            underWay.remove(key);
                        }
                    },
                    () -> underWay.remove(key));
        }
    }

    private void later(long computeId, Duration delay) {
        if (!stopped && underWay.add("later " + computeId)) {
            var unused = executor.schedule(
                    () -> {
                        underWay.remove("later " + computeId);
                        wake(computeId);
                    },
                    delay.toMillis() + 1,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Does it on another thread, or undoes what was noted for it where there is none. */
    private void submit(String what, Runnable task, Runnable undo) {
        if (stopped) {
            return;
        }
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.errorf(e, "failed: %s; the next tick tries it again", what);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.warnf("there is no thread for: %s; the next tick tries it again", what);
            undo.run();
        }
    }
}
