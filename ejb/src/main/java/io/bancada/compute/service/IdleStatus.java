package io.bancada.compute.service;

import io.bancada.compute.model.IdleRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a compute instance stands with regard to being stopped when idle.
 *
 * @param idleTime how long it may be idle; empty for ever
 * @param stopAt when it is stopped if nothing is seen of work until then; empty where it is not watched
 * @param known what is known of the work on it; empty where it is not watched
 * @param keepRunningMaximum for how long its person can have it kept running
 */
public record IdleStatus(
        Phase phase,
        Optional<Duration> idleTime,
        Optional<Instant> stopAt,
        Optional<IdleRecord> known,
        Duration keepRunningMaximum) {
    /** What is to be said of it. */
    public enum Phase {
        /** It is not stopped when idle. */
        Off,
        /** It is not up. */
        NotRunning,
        /** Somebody works on it. */
        Active,
        /** Nobody does. */
        Idle,
        /** It is about to be stopped. */
        Notice,
        /** Its person has asked for it to be kept running. */
        KeptRunning
    }
}
