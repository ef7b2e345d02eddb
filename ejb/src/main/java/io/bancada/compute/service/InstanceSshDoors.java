package io.bancada.compute.service;

import io.bancada.app.service.SshDoors;
import io.bancada.driver.DriverException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The ways in by SSH that compute instances have. */
@ApplicationScoped
public class InstanceSshDoors implements SshDoors {
    private static final Logger LOG = Logger.getLogger(InstanceSshDoors.class);

    private final InstanceAppRows rows;
    private final InstanceApps apps;
    private final Clock clock;
    private final Map<Integer, Instant> used = new ConcurrentHashMap<>();

    @Inject
    public InstanceSshDoors(InstanceAppRows rows, InstanceApps apps, Clock clock) {
        this.rows = rows;
        this.apps = apps;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected InstanceSshDoors() {
        this(null, null, null);
    }

    @Override
    public Set<Integer> ports() {
        var ports = rows.sshPorts();
        used.keySet().retainAll(ports);
        return ports;
    }

    @Override
    public void used(int port) {
        used.put(port, clock.instant());
    }

    /** When somebody worked in a connection to this port last, since the server started. */
    Optional<Instant> lastUsed(int port) {
        return Optional.ofNullable(used.get(port));
    }

    @Override
    public Optional<SocketChannel> open(int port) {
        try {
            return rows.behind(port).flatMap(apps::open);
        } catch (DriverException e) {
            LOG.infof("nobody can be let in at port %d now: %s", port, e.getMessage());
            return Optional.empty();
        }
    }
}
