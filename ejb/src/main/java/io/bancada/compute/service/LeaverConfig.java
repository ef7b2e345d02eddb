package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What becomes of the instances of people who have left; the keys stand with their meaning in docs/active-directory.md. A
 * bad value stops the deployment.
 */
@ApplicationScoped
public class LeaverConfig {
    private static final String POLICY = "bancada.instances.leaver-policy";
    private static final String LOOK = "bancada.instances.leaver-look";
    private static final String MOST = "bancada.instances.leaver-most";

    /** What is done with what runs. */
    public enum Policy {
        Stop,
        Keep
    }

    private final Policy policy;
    private final Duration look;
    private final int most;

    public LeaverConfig() {
        this(ConfigProvider.getConfig());
    }

    LeaverConfig(Config config) {
        this(
                config.getOptionalValue(POLICY, Policy.class).orElse(Policy.Stop),
                config.getOptionalValue(LOOK, Duration.class).orElse(Duration.ofMinutes(1)),
                config.getOptionalValue(MOST, Integer.class).orElse(20));
    }

    LeaverConfig(Policy policy, Duration look, int most) {
        if (look.compareTo(Duration.ofSeconds(1)) < 0 || look.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(LOOK + " is " + look + "; give PT1S to PT1H");
        }
        if (most < 1) {
            throw new IllegalArgumentException(MOST + " is " + most + "; give a number above 0");
        }
        this.policy = policy;
        this.look = look;
        this.most = most;
    }

    Policy policy() {
        return policy;
    }

    /** How often the directory is asked about the people who have instances. */
    public Duration look() {
        return look;
    }

    /** Of how many people who are found to have left in one look the instances are stopped; of more, of none. */
    int most() {
        return most;
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}
}
