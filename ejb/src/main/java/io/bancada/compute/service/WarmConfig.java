package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How many machines stand ready for compute instances: {@code bancada.instances.warm.<location>}, default 0, up to
 * {@value #MOST}. A bad value stops the deployment.
 */
@ApplicationScoped
public class WarmConfig {
    static final int MOST = 50;
    private static final String PREFIX = "bancada.instances.warm.";

    private final Map<String, Integer> nodes = new HashMap<>();

    public WarmConfig() {
        this(ConfigProvider.getConfig());
    }

    WarmConfig(Config config) {
        for (var key : config.getPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                int value = config.getValue(key, Integer.class);
                if (value < 0 || value > MOST) {
                    throw new IllegalArgumentException(key + " is " + value + "; give 0 to " + MOST);
                }
                nodes.put(key.substring(PREFIX.length()), value);
            }
        }
    }

    /** How many stand ready in the location. */
    int nodes(String location) {
        return nodes.getOrDefault(location, 0);
    }

    /** Read at start, so that a bad value is not found out by the first round. */
    void atStart(@Observes Startup event) {}
}
