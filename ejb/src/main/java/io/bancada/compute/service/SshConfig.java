package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Whether instances may be reached by SSH (J3), and where: {@code bancada.instances.ssh-allowed} (default true),
 * {@code bancada.instances.ssh-first-port} (default 50000), {@code bancada.instances.ssh-ports}, how many from there on
 * (default 1000), and {@code bancada.instances.ssh-look}, how often the directory is asked whether the people with keys may
 * still sign on (default PT30S). A bad value stops the deployment.
 */
@ApplicationScoped
public class SshConfig {
    private static final String ALLOWED = "bancada.instances.ssh-allowed";
    private static final String FIRST_PORT = "bancada.instances.ssh-first-port";
    private static final String PORTS = "bancada.instances.ssh-ports";

    private static final String LOOK = "bancada.instances.ssh-look";

    private final boolean allowed;
    private final int firstPort;
    private final int ports;
    private final Duration look;

    public SshConfig() {
        this(ConfigProvider.getConfig());
    }

    private SshConfig(Config config) {
        this(
                config.getOptionalValue(ALLOWED, Boolean.class).orElse(true),
                config.getOptionalValue(FIRST_PORT, Integer.class).orElse(50_000),
                config.getOptionalValue(PORTS, Integer.class).orElse(1000),
                config.getOptionalValue(LOOK, Duration.class).orElse(Duration.ofSeconds(30)));
    }

    SshConfig(boolean allowed, int firstPort, int ports, Duration look) {
        if (firstPort < 1024 || ports < 1 || ports > 10_000 || firstPort + ports > 65_536) {
            throw new IllegalArgumentException(FIRST_PORT + " is " + firstPort + " and " + PORTS + " is " + ports
                    + "; give 1 to 10000 ports between 1024 and 65535");
        }
        if (look.compareTo(Duration.ofSeconds(1)) < 0 || look.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(LOOK + " is " + look + "; give PT1S to PT1H");
        }
        this.allowed = allowed;
        this.firstPort = firstPort;
        this.ports = ports;
        this.look = look;
    }

    boolean allowed() {
        return allowed;
    }

    int firstPort() {
        return firstPort;
    }

    /** How many ports there are from the first on. */
    int ports() {
        return ports;
    }

    /** How often it is asked whether the people with keys may still sign on. */
    public Duration look() {
        return look;
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}
}
