package io.bancada.compute.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks to happen to a compute instance by itself; empty means not said, and what is not said stays.
 *
 * @param schedules when it is started and stopped; none where the list is empty
 * @param idle whether it is stopped when idle
 */
public record UpkeepRequest(Optional<List<ScheduleRequest>> schedules, Optional<Idle> idle) {
    /** Nothing is said. */
    public static final UpkeepRequest NONE = new UpkeepRequest(Optional.empty(), Optional.empty());

    /**
     * Whether an instance is stopped when idle.
     *
     * @param time how long it may be idle before that; empty for ever
     */
    public record Idle(Optional<Duration> time) {}
}
