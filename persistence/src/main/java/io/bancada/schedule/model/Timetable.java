package io.bancada.schedule.model;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Times that come again in a time zone. Local times are kept to when clocks change: one that does not exist on that day
 * comes once, right after the gap; one that exists twice comes once, the first time.
 */
public sealed interface Timetable permits CronTimetable, RecurrenceTimetable {
    /** Before which it does not begin, in its zone; empty for no such time. */
    Optional<LocalDateTime> startTime();

    /** The zone as the client named it, Windows' name or IANA's. */
    String timeZone();

    /** The first time after a moment; empty when there is none any more. */
    Optional<Instant> next(Instant after);
}
