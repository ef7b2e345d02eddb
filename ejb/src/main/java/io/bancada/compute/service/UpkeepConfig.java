package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How compute instances start and stop by themselves; the keys stand with their meaning in docs/instances.md. A bad value
 * stops the deployment.
 */
@ApplicationScoped
public class UpkeepConfig {
    private static final String PREFIX = "bancada.instances.";
    private static final Duration DAY = Duration.ofDays(1);

    /** The longest time that an instance may be idle before it is stopped, ARM's. */
    static final Duration IDLE_MAXIMUM = Duration.ofDays(3);

    private final int maxSchedules;
    private final Duration scheduleGrace;
    private final Duration idleMinimum;
    private final Duration idleNotice;
    private final Duration idleLook;
    private final int idleCpuPercent;
    private final Duration keepRunningMaximum;

    public UpkeepConfig() {
        this(ConfigProvider.getConfig());
    }

    UpkeepConfig(Config config) {
        maxSchedules = number(config, "max-schedules", 10, 50);
        scheduleGrace = duration(config, "schedule-grace", Duration.ofHours(1), DAY);
        idleMinimum = duration(config, "idle-minimum", Duration.ofMinutes(15), IDLE_MAXIMUM);
        idleNotice = duration(config, "idle-notice", Duration.ofMinutes(15), IDLE_MAXIMUM);
        idleLook = duration(config, "idle-look", Duration.ofSeconds(30), Duration.ofHours(1));
        idleCpuPercent = number(config, "idle-cpu-percent", 5, 100);
        keepRunningMaximum = duration(config, "keep-running-maximum", Duration.ofHours(12), Duration.ofDays(30));
    }

    /** The most schedules of one instance. */
    public int maxSchedules() {
        return maxSchedules;
    }

    /** How late a schedule may still be done. */
    Duration scheduleGrace() {
        return scheduleGrace;
    }

    /** The shortest time that an instance may be idle before it is stopped. */
    public Duration idleMinimum() {
        return idleMinimum;
    }

    /** How long before an idle instance is stopped its person is told; half of its idle time where that is shorter. */
    Duration idleNotice() {
        return idleNotice;
    }

    /** How often instances are looked at for work. */
    public Duration idleLook() {
        return idleLook;
    }

    /** How many hundredths of one core must be taken between two looks to count as work. */
    int idleCpuPercent() {
        return idleCpuPercent;
    }

    /** For how long at most a person can have an idle instance kept running. */
    public Duration keepRunningMaximum() {
        return keepRunningMaximum;
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}

    private static int number(Config config, String key, int whenUnset, int most) {
        var value = config.getOptionalValue(PREFIX + key, Integer.class).orElse(whenUnset);
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(PREFIX + key + " is " + value + "; give 1 to " + most);
        }
        return value;
    }

    private static Duration duration(Config config, String key, Duration whenUnset, Duration most) {
        var value = config.getOptionalValue(PREFIX + key, Duration.class).orElse(whenUnset);
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(PREFIX + key + " is " + value + "; give PT1S to " + most);
        }
        return value;
    }
}
