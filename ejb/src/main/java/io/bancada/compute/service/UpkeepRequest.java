package io.bancada.compute.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks to happen to a compute instance by itself. What is not said is switched off, as with all that a PUT
 * does not say.
 *
 * @param schedules when it is started and stopped
 * @param idleTime how long it may be idle before it is stopped; empty for ever
 */
public record UpkeepRequest(List<ScheduleRequest> schedules, Optional<Duration> idleTime) {
    /** Nothing. */
    public static final UpkeepRequest NONE = new UpkeepRequest(List.of(), Optional.empty());
}
