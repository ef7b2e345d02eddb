package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * When a node counts as slow: {@code bancada.node.slow-seconds} after it was wanted, default 300, 1 to 86400. A bad value
 * stops the deployment.
 */
@ApplicationScoped
public class ProvisionConfig {
    static final int DEFAULT_SLOW_SECONDS = 300;
    private static final int MOST_SECONDS = 86_400;
    private static final String SLOW_SECONDS = "bancada.node.slow-seconds";

    private final Duration slowAfter;

    public ProvisionConfig() {
        this(ConfigProvider.getConfig());
    }

    ProvisionConfig(Config config) {
        this(config.getOptionalValue(SLOW_SECONDS, Integer.class).orElse(DEFAULT_SLOW_SECONDS));
    }

    ProvisionConfig(int slowSeconds) {
        if (slowSeconds < 1 || slowSeconds > MOST_SECONDS) {
            throw new IllegalArgumentException(
                    SLOW_SECONDS + " is " + slowSeconds + "; give 1 to " + MOST_SECONDS + " seconds");
        }
        slowAfter = Duration.ofSeconds(slowSeconds);
    }

    /** How long a node may take from the wish for it until it can be used. */
    public Duration slowAfter() {
        return slowAfter;
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}
}
