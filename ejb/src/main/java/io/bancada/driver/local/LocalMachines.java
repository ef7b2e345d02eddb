package io.bancada.driver.local;

import io.bancada.driver.DriverException;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import io.bancada.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The life of this host's nodes: each call does what can be done at once, and the next look goes on from there. */
final class LocalMachines {
    private static final Logger LOG = Logger.getLogger(LocalMachines.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);

    private final Host host;
    private final LocalNodes nodes;
    private final LocalSpares spares;
    private final KeeperWatcher watcher;
    private final Map<NodeKey, Instant> launched = new ConcurrentHashMap<>();
    private final Map<NodeKey, Instant> swept = new ConcurrentHashMap<>();

    LocalMachines(Host host, LocalNodes nodes, LocalSpares spares, KeeperWatcher watcher) {
        this.host = host;
        this.nodes = nodes;
        this.spares = spares;
        this.watcher = watcher;
    }

    void allocate(Site site, NodeRequest request) {
        NodeSpec spec = nodes.create(site, request, spares::take);
        NodeDirectory directory = nodes.directory(request.key());
        if (directory.isReleased() || directory.stopped().isPresent()) {
            return;
        }
        if (directory.ready().isEmpty()) {
            launch(request.key(), directory, spec);
        } else {
            watcher.watch(request.key(), directory, Path.of(spec.socket()));
        }
    }

    private void launch(NodeKey key, NodeDirectory directory, NodeSpec spec) {
        if (isDue(launched, key)) {
            nodes.scripts().detach("keep", directory.path()); // where one keeps the node, this one leaves at once
            watcher.watch(key, directory, Path.of(spec.socket()));
        }
    }

    /** Whether the last try is long enough ago, and if so, that one is made now. */
    private static boolean isDue(Map<NodeKey, Instant> tries, NodeKey key) {
        Instant now = Instant.now();
        return now.equals(
                tries.merge(key, now, (last, next) -> last.plus(TRY_AGAIN).isAfter(next) ? last : next));
    }

    Optional<Machine> find(Site site, NodeKey key) {
        NodeDirectory directory = nodes.directory(key);
        if (!directory.exists()) {
            swept.remove(key);
            return Optional.empty();
        }
        Optional<NodeSpec> spec =
                directory.spec().filter(found -> found.location().equals(site.location()));
        Optional<NodeDirectory.Ready> ready = directory.ready();
        boolean released = directory.isReleased();
        // Looked at again: a node that went away under our eyes must not pass for one that is about to come.
        return spec.filter(found -> directory.exists()).map(found -> machine(key, directory, found, ready, released));
    }

    private Machine machine(
            NodeKey key,
            NodeDirectory directory,
            NodeSpec spec,
            Optional<NodeDirectory.Ready> ready,
            boolean released) {
        Instant created = Instant.ofEpochMilli(spec.created());
        boolean kept = ready.isPresent() && host.isAlive(ready.orElseThrow().mark());
        if (released) {
            clear(key, directory, spec);
            return new Machine(key, Machine.State.LOST, "", Message.of("driver.releasing"), created);
        }
        Optional<Instant> stopped = directory.stopped();
        if (stopped.isPresent()) {
            if (kept) {
                askToStop(key, spec);
                return new Machine(key, Machine.State.PENDING, "", Message.of("driver.stopping"), created);
            }
            return new Machine(key, Machine.State.STOPPED, "", Message.of("driver.stopped"), stopped.orElseThrow());
        }
        if (ready.isEmpty()) {
            if (Instant.now().isAfter(directory.startedAgain().orElse(created).plus(GIVE_UP))) {
                return new Machine(key, Machine.State.LOST, "", Message.of("driver.supervisorFailed"), created);
            }
            launch(key, directory, spec);
            return new Machine(key, Machine.State.PENDING, "", Message.of("driver.supervisorStarts"), created);
        }
        if (!kept) {
            return new Machine(key, Machine.State.LOST, "", Message.of("driver.hostDown"), created);
        }
        watcher.watch(key, directory, Path.of(spec.socket()));
        return new Machine(
                key,
                Machine.State.READY,
                "127.0.0.1",
                Message.text(ready.orElseThrow().detail()),
                Instant.ofEpochMilli(ready.orElseThrow().at()));
    }

    List<Machine> list(Site site) {
        return nodes.keys().stream().flatMap(key -> find(site, key).stream()).toList();
    }

    void release(Site site, NodeKey key) {
        NodeDirectory directory = nodes.directory(key);
        NodeSpec spec = directory
                .spec()
                .filter(found -> found.location().equals(site.location()))
                .orElseThrow(() -> absent(key));
        directory.markReleased();
        clear(key, directory, spec);
    }

    /** Has the node removed by its supervisor, or by a process of its own where none lives. Called until it is gone. */
    private void clear(NodeKey key, NodeDirectory directory, NodeSpec spec) {
        if (!isDue(swept, key)) {
            return;
        }
        launched.remove(key);
        Optional<NodeDirectory.Ready> ready = directory.ready();
        if (ready.isPresent() && host.isAlive(ready.orElseThrow().mark())) {
            try {
                new KeeperClient(Path.of(spec.socket()), Duration.ofSeconds(5)).request(Map.of("op", "release"));
            } catch (DriverException.Unavailable notNow) { // the release is noted: the next look tries again
                LOG.debugf(notNow, "node %s is not released yet", key);
            }
        } else if (directory.exists()) {
            nodes.scripts().detach("sweep", directory.path());
        }
    }

    void stop(Site site, NodeKey key) {
        NodeSpec spec = present(site, key);
        nodes.directory(key).markStopped();
        if (nodes.directory(key)
                .ready()
                .filter(ready -> host.isAlive(ready.mark()))
                .isPresent()) {
            askToStop(key, spec);
        }
    }

    private static void askToStop(NodeKey key, NodeSpec spec) {
        try {
            new KeeperClient(Path.of(spec.socket()), Duration.ofSeconds(5)).request(Map.of("op", "stop"));
        } catch (DriverException.Unavailable notNow) { // the stop is noted: the next look tries again
            LOG.debugf(notNow, "node %s is not stopped yet", key);
        }
    }

    void start(Site site, NodeKey key) {
        NodeSpec spec = present(site, key);
        NodeDirectory directory = nodes.directory(key);
        if (find(site, key)
                .filter(machine -> machine.state() == Machine.State.STOPPED)
                .isPresent()) {
            nodes.start(key, spec);
            launched.remove(key);
            launch(key, directory, spec);
        }
    }

    void resize(Site site, NodeKey key, SizeSpec size) {
        NodeSpec spec = present(site, key);
        if (spec.size().equals(size.name())) {
            return;
        }
        if (find(site, key)
                .filter(machine -> machine.state() == Machine.State.STOPPED)
                .isEmpty()) {
            throw new DriverException.Rejected(Message.of("driver.notStopped", key.value()));
        }
        nodes.resize(key, spec, size);
    }

    /** The node, which is not to be released. */
    NodeSpec present(Site site, NodeKey key) {
        NodeDirectory directory = nodes.directory(key);
        return directory
                .spec()
                .filter(found -> found.location().equals(site.location()) && !directory.isReleased())
                .orElseThrow(() -> absent(key));
    }

    /** The node, which may be about to go. */
    NodeSpec any(Site site, NodeKey key) {
        return nodes.directory(key)
                .spec()
                .filter(found -> found.location().equals(site.location()))
                .orElseThrow(() -> absent(key));
    }

    private static DriverException.NotFound absent(NodeKey key) {
        return new DriverException.NotFound(Message.of("driver.noNodeHere", key.value()));
    }
}
