package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How large computes may be: {@code bancada.cluster.max-nodes} (default 100, up to 1000: the most nodes of one cluster,
 * D12) and {@code bancada.instance.jobs-per-core} (default 2: jobs that a compute instance runs at the same time per core,
 * C29). A bad value stops the deployment.
 */
@ApplicationScoped
public class ComputeConfig {
    static final int DEFAULT_MAX_NODES = 100;
    static final int DEFAULT_JOBS_PER_CORE = 2;
    private static final String MAX_NODES = "bancada.cluster.max-nodes";
    private static final String JOBS_PER_CORE = "bancada.instance.jobs-per-core";

    private final int maxNodes;
    private final int jobsPerCore;

    public ComputeConfig() {
        this(ConfigProvider.getConfig());
    }

    ComputeConfig(Config config) {
        this(
                config.getOptionalValue(MAX_NODES, Integer.class).orElse(DEFAULT_MAX_NODES),
                config.getOptionalValue(JOBS_PER_CORE, Integer.class).orElse(DEFAULT_JOBS_PER_CORE));
    }

    public ComputeConfig(int maxNodes, int jobsPerCore) {
        this.maxNodes = within(MAX_NODES, maxNodes, 1000);
        this.jobsPerCore = within(JOBS_PER_CORE, jobsPerCore, 64);
    }

    /** The most nodes of one cluster. */
    public int maxNodes() {
        return maxNodes;
    }

    /** Jobs that a compute instance runs at the same time for each of its cores. */
    public int jobsPerCore() {
        return jobsPerCore;
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
