package io.bancada.schedule.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/** Brings local times that follow each other onto the line of moments, across changes of the clocks. */
final class LocalTimes {
    private LocalTimes() {}

    /**
     * The first of the moments after a moment.
     *
     * @param following the first local time after a local time; empty when there is none
     */
    static Optional<Instant> next(
            ZoneId zone, Instant after, Function<LocalDateTime, Optional<LocalDateTime>> following) {
        var local = following.apply(after.atZone(zone).toLocalDateTime());
        while (local.isPresent()) {
            var moment = moment(local.orElseThrow(), zone);
            if (moment.isAfter(after)) {
                return Optional.of(moment);
            }
            local = following.apply(local.orElseThrow()); // it was the first time already that the clocks showed it
        }
        return Optional.empty();
    }

    /** The first moment at which clocks show this time, or the end of the gap that leaves it out. */
    static Instant moment(LocalDateTime local, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? zone.getRules().getTransition(local).getInstant() : local.toInstant(offsets.get(0));
    }
}
