package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How large computes may be: {@code bancada.cluster.max-nodes} (default 100, up to 1000: the most nodes of one cluster,
 * D12), {@code bancada.instance.jobs-per-core} (default 2: jobs that a compute instance runs at the same time per core,
 * C29) and {@code bancada.location.max-computes} (default 500, up to 2500: computes of a location, of all its workspaces and
 * kinds, H11). A bad value stops the deployment.
 */
@ApplicationScoped
public class ComputeConfig {
    static final int DEFAULT_MAX_NODES = 100;
    static final int DEFAULT_JOBS_PER_CORE = 2;
    static final int DEFAULT_MAX_COMPUTES = 500;
    private static final String MAX_NODES = "bancada.cluster.max-nodes";
    private static final String JOBS_PER_CORE = "bancada.instance.jobs-per-core";

    private static final String MAX_COMPUTES = "bancada.location.max-computes";

    private final int maxNodes;
    private final int jobsPerCore;
    private final int maxComputes;

    public ComputeConfig() {
        this(ConfigProvider.getConfig());
    }

    ComputeConfig(Config config) {
        this(
                config.getOptionalValue(MAX_NODES, Integer.class).orElse(DEFAULT_MAX_NODES),
                config.getOptionalValue(JOBS_PER_CORE, Integer.class).orElse(DEFAULT_JOBS_PER_CORE),
                config.getOptionalValue(MAX_COMPUTES, Integer.class).orElse(DEFAULT_MAX_COMPUTES));
    }

    public ComputeConfig(int maxNodes, int jobsPerCore, int maxComputes) {
        this.maxNodes = within(MAX_NODES, maxNodes, 1000);
        this.jobsPerCore = within(JOBS_PER_CORE, jobsPerCore, 64);
        this.maxComputes = within(MAX_COMPUTES, maxComputes, 2500);
    }

    /** The most nodes of one cluster. */
    public int maxNodes() {
        return maxNodes;
    }

    /** Jobs that a compute instance runs at the same time for each of its cores. */
    public int jobsPerCore() {
        return jobsPerCore;
    }

    /** The most computes of one location, of all workspaces and kinds. */
    public int maxComputes() {
        return maxComputes;
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}

    private static int within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(key + " is " + value + "; give 1 to " + most);
        }
        return value;
    }
}
