package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What may be attached: {@code bancada.attached.password-allowed} (default false: keys only),
 * {@code bancada.attached.systems} (default {@code ubuntu,debian}: the {@code ID} in the machine's os-release) and
 * {@code bancada.attached.jobs-per-core} (default 2). A bad value stops the deployment.
 */
@ApplicationScoped
public class AttachedConfig {
    private static final String PASSWORD = "bancada.attached.password-allowed";
    private static final String SYSTEMS = "bancada.attached.systems";
    private static final String JOBS_PER_CORE = "bancada.attached.jobs-per-core";

    private final boolean passwordAllowed;
    private final List<String> systems;
    private final int jobsPerCore;

    public AttachedConfig() {
        this(ConfigProvider.getConfig());
    }

    AttachedConfig(Config config) {
        this(
                config.getOptionalValue(PASSWORD, Boolean.class).orElse(false),
                Arrays.stream(config.getOptionalValue(SYSTEMS, String.class)
                                .orElse("ubuntu,debian")
                                .split(",", -1))
                        .map(s -> s.strip().toLowerCase(Locale.ROOT))
                        .filter(s -> !s.isEmpty())
                        .toList(),
                config.getOptionalValue(JOBS_PER_CORE, Integer.class).orElse(2));
    }

    public AttachedConfig(boolean passwordAllowed, List<String> systems, int jobsPerCore) {
        if (systems.isEmpty()) {
            throw new IllegalArgumentException(SYSTEMS + " names no system; give some, such as ubuntu,debian");
        }
        if (jobsPerCore < 1 || jobsPerCore > 64) {
            throw new IllegalArgumentException(JOBS_PER_CORE + " is " + jobsPerCore + "; give 1 to 64");
        }
        this.passwordAllowed = passwordAllowed;
        this.systems = List.copyOf(systems);
        this.jobsPerCore = jobsPerCore;
    }

    /** Whether a machine may be attached with a password. */
    public boolean passwordAllowed() {
        return passwordAllowed;
    }

    /** The short names of operating systems that may be attached, in lower case. */
    public List<String> systems() {
        return systems;
    }

    /** Jobs that a machine runs at the same time for each of its cores. */
    public int jobsPerCore() {
        return jobsPerCore;
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}
}
