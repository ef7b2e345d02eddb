package io.bancada.driver;

import java.time.Duration;

/** A provider that knows how much processor time the work on its machines takes. */
public interface MeasuresCpu {
    /**
     * Processor time of all cores together that the work on the machine has taken since the machine was last brought up.
     * It grows while the machine is up; what ends a moment before may be missing for that moment.
     *
     * @throws DriverException.NotFound when there is no such machine
     * @throws DriverException.Unavailable when it cannot be said now
     */
    Duration cpuTime(Site site, NodeKey key);
}
