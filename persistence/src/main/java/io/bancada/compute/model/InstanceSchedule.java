package io.bancada.compute.model;

import io.bancada.schedule.model.Timetable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * ARM's computeStartStopSchedule of a compute instance.
 *
 * @param id of the product's own; the same as long as the schedule says the same
 * @param nextAt when it is due next; empty while it is disabled, and when it never comes again
 */
public record InstanceSchedule(
        UUID id, ComputePowerAction action, boolean enabled, Timetable timetable, Optional<Instant> nextAt) {
    /** A new one. */
    public static InstanceSchedule of(ComputePowerAction action, boolean enabled, Timetable timetable, Instant now) {
        return new InstanceSchedule(
                UUID.randomUUID(), action, enabled, timetable, enabled ? timetable.next(now) : Optional.empty());
    }

    InstanceSchedule enabled(boolean wanted, Instant now) {
        return new InstanceSchedule(id, action, wanted, timetable, wanted ? timetable.next(now) : Optional.empty());
    }

    boolean saysTheSame(InstanceSchedule other) {
        return action == other.action && enabled == other.enabled && timetable.equals(other.timetable);
    }

    boolean isDue(Instant now) {
        return nextAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    InstanceSchedule passed(Instant now) {
        return new InstanceSchedule(id, action, enabled, timetable, timetable.next(now));
    }
}
