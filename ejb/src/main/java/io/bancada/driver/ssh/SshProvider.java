package io.bancada.driver.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.catalog.model.Resources;
import io.bancada.driver.DriverException;
import io.bancada.driver.Machine;
import io.bancada.driver.MachineProbe;
import io.bancada.driver.NodeChanged;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeProvider;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Offer;
import io.bancada.driver.OpensShells;
import io.bancada.driver.ProbesMachines;
import io.bancada.driver.Shell;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import io.bancada.message.Message;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Machines that a company has already: kind {@code ssh}. A site is one account on one machine, wholly described by its
 * settings ({@link SshTarget} names them); a node is a directory of its own below that account's home. Several nodes, and
 * the work of several people, share the account: nothing parts them there.
 */
@ApplicationScoped
public class SshProvider implements NodeProvider, OpensShells, ProbesMachines {
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private final SshConfig config;
    private final Consumer<NodeChanged> changed;
    private final SshSessions sessions;
    private final Map<String, SshConnection> connections = new ConcurrentHashMap<>();

    /** For the container's client proxy only. */
    @SuppressWarnings("NullAway")
    protected SshProvider() {
        this.config = null;
        this.changed = null;
        this.sessions = null;
    }

    /** In the container: configured by MicroProfile Config, changes are CDI events. */
    @Inject
    public SshProvider(Event<NodeChanged> changed) {
        this(SshConfig.from(ConfigProvider.getConfig()), changed::fireAsync);
    }

    /**
     * In plain Java.
     *
     * @param changed told of every change, on a thread of the driver's own; must return at once
     */
    public SshProvider(SshConfig config, Consumer<NodeChanged> changed) {
        this.config = config;
        this.changed = changed;
        this.sessions = new SshSessions(config);
        var unused = sessions.timer().scheduleWithFixedDelay(this::closeUnused, 1, 1, TimeUnit.MINUTES);
    }

    @PreDestroy
    public void close() {
        connections.values().forEach(SshConnection::close);
        sessions.close();
    }

    private void closeUnused() {
        Instant before = Instant.now().minus(UNUSED);
        connections.values().stream()
                .filter(connection -> connection.isUnusedSince(before))
                .forEach(SshConnection::close);
    }

    @Override
    public String kind() {
        return "ssh";
    }

    @Override
    public List<Offer> offers(Site site, Collection<SizeSpec> sizes) {
        Resources machine = machine(site);
        return sizes.stream()
                .map(size -> {
                    Optional<Message> lack = lack(machine, size.resources());
                    Resources worth = new Resources(
                            Math.min(size.resources().cores(), machine.cores()),
                            Math.min(size.resources().memoryMiB(), machine.memoryMiB()),
                            0);
                    return new Offer(size.name(), lack.isEmpty(), lack.orElse(Message.NONE), worth);
                })
                .toList();
    }

    private Resources machine(Site site) {
        Reply probe = connection(site).ask(Map.of("op", "probe"));
        return new Resources(
                Math.max(1, probe.get("cores").asInt()),
                Math.max(1, probe.get("memoryMiB").asLong()),
                0);
    }

    private static Optional<Message> lack(Resources machine, Resources wanted) {
        if (wanted.gpus() > 0) {
            return Optional.of(Message.of("driver.noGpuAttached"));
        }
        if (wanted.cores() > machine.cores()) {
            return Optional.of(Message.of("driver.needsCores", wanted.cores(), machine.cores()));
        }
        if (wanted.memoryMiB() > machine.memoryMiB()) {
            return Optional.of(Message.of("driver.needsMemory", wanted.memoryMiB(), machine.memoryMiB()));
        }
        return Optional.empty();
    }

    @Override
    public void allocate(Site site, NodeRequest request) {
        Optional<Message> lack = lack(machine(site), request.size().resources());
        if (lack.isPresent()) {
            throw new DriverException.Rejected(
                    Message.of("driver.sizeLacks", request.size().name(), lack.orElseThrow()));
        }
        connection(site).ask(request("allocate", site, request.key()));
    }

    @Override
    public Optional<Machine> find(Site site, NodeKey key) {
        SshConnection connection = connection(site);
        JsonNode node = connection.ask(request("find", site, key)).get("node");
        return node.isObject() ? Optional.of(machine(connection, key, node)) : Optional.empty();
    }

    @Override
    public List<Machine> list(Site site) {
        SshConnection connection = connection(site);
        List<Machine> machines = new ArrayList<>();
        Reply reply = connection.ask(Map.of("op", "list", "location", site.location()));
        for (JsonNode node : reply.get("nodes")) {
            try {
                machines.add(machine(connection, new NodeKey(node.path("key").asText()), node));
            } catch (IllegalArgumentException e) {
                throw new DriverException.Unavailable(Message.of("driver.noSense"), e);
            }
        }
        return machines;
    }

    private static Machine machine(SshConnection connection, NodeKey key, JsonNode node) {
        boolean released = node.path("released").asBoolean();
        return new Machine(
                key,
                released ? Machine.State.LOST : Machine.State.READY,
                released ? "" : connection.target().address(),
                released ? Message.of("driver.releasing") : Message.NONE,
                Instant.ofEpochMilli(node.path("created").asLong()));
    }

    @Override
    public void release(Site site, NodeKey key) {
        connection(site).ask(request("release", site, key));
    }

    private static Map<String, Object> request(String op, Site site, NodeKey key) {
        return Map.of("op", op, "node", key.value(), "location", site.location());
    }

    @Override
    public Shell shell(Site site, NodeKey key) {
        return new SshShell(connection(site), config, site.location(), key);
    }

    /** One connection an account; new settings of it make a new one. */
    private SshConnection connection(Site site) {
        SshTarget target = SshTarget.of(site);
        return connections.compute(target.account() + "/" + target.tag(), (account, kept) -> {
            if (kept != null && kept.target().equals(target)) {
                return kept;
            }
            if (kept != null) {
                kept.close();
            }
            return new SshConnection(sessions, target, config, key -> changed.accept(new NodeChanged(key)));
        });
    }

    @Override
    public MachineProbe probe(Site site) {
        return new Probing(sessions, config).probe(site);
    }
}
