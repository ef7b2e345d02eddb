package io.bancada.compute.service;

import io.bancada.compute.model.Evidence;
import io.bancada.compute.model.IdleRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything that the idle planner looks at.
 *
 * @param idleTime how long the instance may be idle
 * @param notice how long before the end its person is told, at most
 * @param pause from how long on the time between two looks counts as not watched
 * @param known what was known before
 * @param found the signs of work of this look
 * @param whole whether everything could be looked at
 */
public record IdleSnapshot(
        Duration idleTime,
        Duration notice,
        Duration pause,
        IdleRecord known,
        List<Evidence> found,
        boolean whole,
        Instant now) {}
