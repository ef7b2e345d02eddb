package io.bancada.compute.rest;

import io.bancada.error.BancadaException;
import io.bancada.web.ArmDuration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** For how long from now on an instance is to be kept running, such as {@code PT2H}. */
record KeepRunningRequest(@Nullable String duration) {
    /**
     * The time.
     *
     * @throws BancadaException 400 where it is not said or no duration
     */
    Duration time() {
        return ArmDuration.parse("duration", duration)
                .orElseThrow(() -> BancadaException.invalid("duration", "duration is required; such as PT2H."));
    }
}
