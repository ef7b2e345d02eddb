package io.bancada.compute.rest;

import io.bancada.web.ArmDuration;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token that is asked for.
 *
 * @param name what its person calls it, such as {@code VS Code on my laptop}
 * @param duration how long it is good, such as {@code P7D}
 */
record AccessTokenRequest(@Nullable String name, @Nullable String duration) {
    String called() {
        return name == null ? "" : name;
    }

    /**
     * How long it is good; empty where that is not said.
     *
     * @throws io.bancada.error.BancadaException 400 where it is no duration
     */
    Optional<Duration> life() {
        return ArmDuration.parse("duration", duration);
    }
}
