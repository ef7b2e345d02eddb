package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The disks of compute instances: {@code bancada.instance.disk.max-bytes} (default 120 GiB: how much may lie on one, C33)
 * and {@code bancada.instance.disk.measure-seconds} (default 300: how often the disk of one that is up is measured). A bad
 * value stops the deployment.
 */
@ApplicationScoped
public class DiskConfig {
    static final long DEFAULT_MAX_BYTES = 120L << 30;
    static final long DEFAULT_MEASURE_SECONDS = 300;
    private static final String MAX_BYTES = "bancada.instance.disk.max-bytes";
    private static final String MEASURE_SECONDS = "bancada.instance.disk.measure-seconds";
    private static final long LEAST_BYTES = 1L << 20;
    private static final long MOST_BYTES = 1L << 50;
    private static final int MOST_SECONDS = 86_400;

    private final long maxBytes;
    private final Duration measureEvery;

    public DiskConfig() {
        this(ConfigProvider.getConfig());
    }

    public DiskConfig(Config config) {
        maxBytes = within(
                MAX_BYTES,
                config.getOptionalValue(MAX_BYTES, Long.class).orElse(DEFAULT_MAX_BYTES),
                LEAST_BYTES,
                MOST_BYTES);
        measureEvery = Duration.ofSeconds(within(
                MEASURE_SECONDS,
                config.getOptionalValue(MEASURE_SECONDS, Long.class).orElse(DEFAULT_MEASURE_SECONDS),
                1,
                MOST_SECONDS));
    }

    /** Bytes that may lie on the disk of one instance. */
    public long maxBytes() {
        return maxBytes;
    }

    /** How often the disk of an instance that is up is measured, at most. */
    public Duration measureEvery() {
        return measureEvery;
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}

    private static long within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + "; give " + least + " to " + most);
        }
        return value;
    }
}
