package io.bancada.compute.service;

import io.bancada.app.service.SshDoors;
import io.bancada.driver.DriverException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The ways in by SSH that compute instances have. */
@ApplicationScoped
public class InstanceSshDoors implements SshDoors {
    private static final Logger LOG = Logger.getLogger(InstanceSshDoors.class);

    private final InstanceAppRows rows;
    private final InstanceApps apps;

    @Inject
    public InstanceSshDoors(InstanceAppRows rows, InstanceApps apps) {
        this.rows = rows;
        this.apps = apps;
    }

    @SuppressWarnings("NullAway")
    protected InstanceSshDoors() {
        this(null, null);
    }

    @Override
    public Set<Integer> ports() {
        return rows.sshPorts();
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
