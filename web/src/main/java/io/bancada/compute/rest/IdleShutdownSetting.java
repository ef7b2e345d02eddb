package io.bancada.compute.rest;

import io.bancada.error.BancadaException;
import io.bancada.web.ArmDuration;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ARM's IdleShutdownSetting: null, the empty text and {@code PT0S} switch idle shutdown off. */
record IdleShutdownSetting(@Nullable String idleTimeBeforeShutdown) {
    /**
     * How long an instance may be idle; empty for ever.
     *
     * @param parent where it stands in the body, with a dot at the end; empty where it is the body
     * @throws BancadaException 400 naming the field
     */
    Optional<Duration> time(String parent) {
        return Optional.ofNullable(idleTimeBeforeShutdown)
                .filter(time -> !time.isEmpty())
                .flatMap(time -> ArmDuration.parse(parent + "idleTimeBeforeShutdown", time))
                .filter(time -> !time.isZero());
    }
}
