package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** How long tokens for the apps of instances are good; the key stands in docs/notebooks.md. A bad value stops the deployment. */
@ApplicationScoped
public class AccessTokenConfig {
    private static final String MAXIMUM = "bancada.instances.access-token-maximum";
    private static final Duration LONGEST = Duration.ofDays(366);

    /** The shortest life of a token. */
    public static final Duration MINIMUM = Duration.ofHours(1);

    /** The life of a token of which nothing else is said. */
    static final Duration DEFAULT = Duration.ofDays(7);

    private final Duration maximum;

    public AccessTokenConfig() {
        this(ConfigProvider.getConfig());
    }

    AccessTokenConfig(Config config) {
        maximum = config.getOptionalValue(MAXIMUM, Duration.class).orElse(Duration.ofDays(30));
        if (maximum.compareTo(MINIMUM) < 0 || maximum.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(MAXIMUM + " is " + maximum + "; give PT1H to P366D");
        }
    }

    /** The longest life of a token. */
    public Duration maximum() {
        return maximum;
    }

    /** The life of a token of which nothing is said. */
    Duration whenUnsaid() {
        return DEFAULT.compareTo(maximum) < 0 ? DEFAULT : maximum;
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}
}
