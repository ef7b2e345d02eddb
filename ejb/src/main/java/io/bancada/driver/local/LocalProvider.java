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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

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
    private static final Duration DISK_PATIENCE = Duration.ofSeconds(60);

    private final LocalConfig config;
    private final Host host;
    private final LocalNodes nodes;
    private final LocalSpares spares;
    private final KeeperWatcher watcher;
    private final LocalMachines machines;
    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    /** For the container's client proxy only. */
    @SuppressWarnings("NullAway")
    protected LocalProvider() {
        this.config = null;
        this.host = null;
        this.nodes = null;
        this.spares = null;
        this.watcher = null;
        this.machines = null;
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
        this.machines = new LocalMachines(host, nodes, spares, watcher);
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
        machines.allocate(site, request);
    }

    @Override
    public void warm(Site site, int count, Preload preload) {
        spares.keep(site, count, preload);
    }

    @Override
    public Optional<Machine> find(Site site, NodeKey key) {
        return machines.find(site, key);
    }

    @Override
    public List<Machine> list(Site site) {
        return machines.list(site);
    }

    @Override
    public void release(Site site, NodeKey key) {
        machines.release(site, key);
    }

    @Override
    public void stop(Site site, NodeKey key) {
        machines.stop(site, key);
    }

    @Override
    public void start(Site site, NodeKey key) {
        machines.start(site, key);
    }

    @Override
    public void resize(Site site, NodeKey key, SizeSpec size) {
        machines.resize(site, key, size);
    }

    @Override
    public Duration cpuTime(Site site, NodeKey key) {
        return Duration.ofNanos(1000
                * new KeeperClient(Path.of(machines.present(site, key).socket()), Duration.ofSeconds(5))
                        .request(Map.of("op", "usage"))
                        .path("cpuMicros")
                        .asLong());
    }

    @Override
    public DiskUse diskUse(Site site, NodeKey key) {
        NodeSpec spec = machines.present(site, key);
        if (!spec.keepsHome()) {
            throw new DriverException.NotFound(Message.of("driver.noDisk", key.value()));
        }
        return LocalDisk.measure(nodes.directory(key).home(), DISK_PATIENCE);
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
        NodeSpec spec = machines.any(site, key);
        NodeDirectory directory = nodes.directory(key);
        watcher.watch(key, directory, Path.of(spec.socket()));
        return new LocalShell(directory, spec, host, config, letsEverybodyIn(site), id -> lock(key, id), nodes);
    }

    private Lock lock(NodeKey key, CapsuleId id) {
        return locks[Math.floorMod(31 * key.hashCode() + id.hashCode(), locks.length)];
    }
}
