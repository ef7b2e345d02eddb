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
    /** The processes of each node, by number. */
    private final Map<NodeKey, Map<Long, ProcessRef>> placed = new ConcurrentHashMap<>();

    private final Map<NodeKey, Long> computeOf = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Repeats looks = new Repeats();
    private final Set<Long> askedToEnd = ConcurrentHashMap.newKeySet();
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
        var processes = placed.getOrDefault(event.key(), Map.of());
        var compute = computeOf.get(event.key());
        if (!processes.isEmpty() && compute != null) {
            processes.values().forEach(p -> look(compute, p));
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
        todo.start().forEach(p -> {
            place(computeId, p);
            once("start " + p.capsule(), () -> seen(computeId, true, () -> processDriver.start(p)));
        });
        todo.end().stream().filter(p -> askedToEnd.add(p.process())).forEach(this::end);
        todo.clean().forEach(p -> {
            placed.getOrDefault(p.node(), new ConcurrentHashMap<>()).remove(p.process());
            askedToEnd.remove(p.process());
            submit("clean " + p.capsule(), () -> processDriver.clean(p), () -> {});
        });
        if (everything) {
            todo.inUse().forEach(n -> node("look", computeId, n, () -> nodeDriver.look(n)));
            todo.watch().forEach(p -> {
                place(computeId, p);
                look(computeId, p);
            });
        }
        todo.lookAgainAfter().filter(d -> d.compareTo(SOON) < 0).ifPresent(d -> later(computeId, d));
    }

    private void place(long computeId, ProcessRef process) {
        placed.computeIfAbsent(process.node(), n -> new ConcurrentHashMap<>()).put(process.process(), process);
        computeOf.put(process.node(), computeId);
    }

    private void forget(NodeKey node) {
        placed.remove(node);
        computeOf.remove(node);
    }

    /** Asks the process to end; a node that could not be told is told again by a later pass. */
    private void end(ProcessRef process) {
        submit(
                "end " + process.capsule(),
                () -> {
                    if (!processDriver.end(process)) {
                        askedToEnd.remove(process.process());
                    }
                },
                () -> askedToEnd.remove(process.process()));
    }

    private void look(long computeId, ProcessRef process) {
        var key = process.process();
        if (looks.claim(key)) {
            submit(
                    "look at " + process.capsule(),
                    () -> looks.run(key, () -> seen(computeId, false, () -> processDriver.look(process))),
                    () -> looks.drop(key));
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

    private void seen(long computeId, boolean wakes, Supplier<Optional<ProcessObservation>> act) {
        act.get().ifPresent(seen -> {
            inbox(computeId).put(seen);
            if (wakes || seen.kind() == ProcessObservation.Kind.ENDED) {
                wake(computeId);
            }
        });
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
