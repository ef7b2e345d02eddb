package io.bancada.driver.local;

import io.bancada.catalog.model.Resources;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CountsCores;
import io.bancada.driver.DiskUse;
import io.bancada.driver.DriverException;
import io.bancada.driver.IsolatesWork;
import io.bancada.driver.Isolation;
import io.bancada.driver.Machine;
import io.bancada.driver.MeasuresCpu;
import io.bancada.driver.MeasuresDisk;
import io.bancada.driver.NodeChanged;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeProvider;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Offer;
import io.bancada.driver.OpensShells;
import io.bancada.driver.OpensTunnels;
import io.bancada.driver.OwnsFiles;
import io.bancada.driver.Preload;
import io.bancada.driver.ResizesNodes;
import io.bancada.driver.Shell;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import io.bancada.driver.StopsNodes;
import io.bancada.driver.WarmsNodes;
import io.bancada.message.Message;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Machines on this host: kind {@code local}. A node is a directory, a control group and a supervisor that outlives the
 * server. Settings of a site: {@code network} ({@code none} or {@code host}, default {@code none}) and
 * {@code allowUnsandboxed} ({@code true} lets several people share a host without any sandbox).
 */
@ApplicationScoped
public class LocalProvider
        implements NodeProvider,
                OpensShells,
                OpensTunnels,
                CountsCores,
                IsolatesWork,
                StopsNodes,
                ResizesNodes,
                OwnsFiles,
                MeasuresCpu,
                MeasuresDisk,
                WarmsNodes {
    private static final Logger LOG = Logger.getLogger(LocalProvider.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final Duration DISK_PATIENCE = Duration.ofSeconds(60);

    private final LocalConfig config;
    private final Host host;
    private final LocalNodes nodes;
    private final LocalSpares spares;
    private final KeeperWatcher watcher;
    private final Map<NodeKey, Instant> launched = new ConcurrentHashMap<>();
    private final Map<NodeKey, Instant> swept = new ConcurrentHashMap<>();
    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    /** For the container's client proxy only. */
    @SuppressWarnings("NullAway")
    protected LocalProvider() {
        this.config = null;
        this.host = null;
        this.nodes = null;
        this.spares = null;
        this.watcher = null;
    }

    /** In the container: configured by MicroProfile Config, changes are CDI events. */
    @Inject
    public LocalProvider(Event<NodeChanged> changed) {
        this(LocalConfig.from(ConfigProvider.getConfig()), changed::fireAsync);
    }

    /**
     * In plain Java.
     *
     * @param changed told of every change, on a thread of the driver's own; must return at once
     */
    public LocalProvider(LocalConfig config, Consumer<NodeChanged> changed) {
        this.config = config;
        this.host = Host.ofThisServer();
        this.nodes = new LocalNodes(config, host);
        this.spares = new LocalSpares(config.directory(), host, nodes);
        this.watcher = new KeeperWatcher(changed);
    }

    @PreDestroy
    public void close() {
        watcher.close();
    }

    @Override
    public String kind() {
        return "local";
    }

    /** What keeps the work of different people apart here. */
    public SandboxKind sandbox() {
        return nodes.sandbox();
    }

    @Override
    public int cores(Site site) {
        return host.cores();
    }

    @Override
    public OptionalInt owner(String person) {
        return host.root() ? OptionalInt.of(nodes.personUid(Shares.place(person))) : OptionalInt.empty();
    }

    @Override
    public Isolation isolation(Site site) {
        if (sandbox() != SandboxKind.NONE) {
            return Isolation.SANDBOXED;
        }
        return letsEverybodyIn(site) ? Isolation.NONE : Isolation.ONE_PERSON;
    }

    private static boolean letsEverybodyIn(Site site) {
        return Boolean.parseBoolean(site.setting("allowUnsandboxed", "false"));
    }

    @Override
    public List<Offer> offers(Site site, Collection<SizeSpec> sizes) {
        return sizes.stream().map(this::offer).toList();
    }

    private Offer offer(SizeSpec size) {
        Resources wanted = size.resources();
        Resources worth = new Resources(
                Math.min(wanted.cores(), host.cores()), Math.min(wanted.memoryMiB(), host.memoryMiB()), 0);
        return new Offer(size.name(), lacks(wanted).isEmpty(), lacks(wanted).orElse(Message.NONE), worth);
    }

    private Optional<Message> lacks(Resources wanted) {
        if (wanted.gpus() > 0) {
            return Optional.of(Message.of("driver.noGpuHere"));
        }
        if (wanted.cores() > nodes.coresToGive()) {
            return Optional.of(Message.of(
                    "driver.needsHostCores", wanted.cores(), host.cores(), config.overcommit(), nodes.coresToGive()));
        }
        if (wanted.memoryMiB() > nodes.memoryToGive()) {
            return Optional.of(Message.of(
                    "driver.needsHostMemory",
                    wanted.memoryMiB(),
                    host.memoryMiB(),
                    config.memoryOvercommit(),
                    nodes.memoryToGive()));
        }
        return Optional.empty();
    }

    @Override
    public void allocate(Site site, NodeRequest request) {
        Optional<Message> lack = lacks(request.size().resources());
        if (lack.isPresent()) {
            throw new DriverException.Rejected(
                    Message.of("driver.sizeLacks", request.size().name(), lack.orElseThrow()));
        }
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

    @Override
    public void warm(Site site, int count, Preload preload) {
        spares.keep(site, count, preload);
    }

    @Override
    public Optional<Machine> find(Site site, NodeKey key) {
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

    @Override
    public List<Machine> list(Site site) {
        return nodes.keys().stream().flatMap(key -> find(site, key).stream()).toList();
    }

    @Override
    public void release(Site site, NodeKey key) {
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

    @Override
    public void stop(Site site, NodeKey key) {
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

    @Override
    public void start(Site site, NodeKey key) {
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

    @Override
    public Duration cpuTime(Site site, NodeKey key) {
        return Duration.ofNanos(1000
                * new KeeperClient(Path.of(present(site, key).socket()), Duration.ofSeconds(5))
                        .request(Map.of("op", "usage"))
                        .path("cpuMicros")
                        .asLong());
    }

    @Override
    public DiskUse diskUse(Site site, NodeKey key) {
        NodeSpec spec = present(site, key);
        if (!spec.keepsHome()) {
            throw new DriverException.NotFound(Message.of("driver.noDisk", key.value()));
        }
        return LocalDisk.measure(nodes.directory(key).home(), DISK_PATIENCE);
    }

    @Override
    public void resize(Site site, NodeKey key, SizeSpec size) {
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

    private NodeSpec present(Site site, NodeKey key) {
        NodeDirectory directory = nodes.directory(key);
        return directory
                .spec()
                .filter(found -> found.location().equals(site.location()) && !directory.isReleased())
                .orElseThrow(() -> absent(key));
    }

    @Override
    public Shell shell(Site site, NodeKey key) {
        return localShell(site, key);
    }

    @Override
    public SocketChannel tunnel(Site site, NodeKey key, CapsuleId capsule, String socket) {
        return localShell(site, key).tunnel(capsule, socket);
    }

    private LocalShell localShell(Site site, NodeKey key) {
        NodeDirectory directory = nodes.directory(key);
        NodeSpec spec = directory
                .spec()
                .filter(found -> found.location().equals(site.location()))
                .orElseThrow(() -> absent(key));
        watcher.watch(key, directory, Path.of(spec.socket()));
        return new LocalShell(directory, spec, host, config, letsEverybodyIn(site), id -> lock(key, id), nodes);
    }

    private Lock lock(NodeKey key, CapsuleId id) {
        return locks[Math.floorMod(31 * key.hashCode() + id.hashCode(), locks.length)];
    }

    private static DriverException.NotFound absent(NodeKey key) {
        return new DriverException.NotFound(Message.of("driver.noNodeHere", key.value()));
    }
}
