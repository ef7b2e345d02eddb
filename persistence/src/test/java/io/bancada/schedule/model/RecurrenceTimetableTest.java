package io.bancada.schedule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.schedule.model.RecurrenceTimetable.Frequency;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTimetableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Minute |  1 | -     | -    | -              | -     | -                   | UTC | 2026-11-21T18:00:30Z | 2026-11-21T18:01:00Z
            Minute |  1 | -     | -    | -              | -     | -                   | UTC | 2026-11-21T18:01:00Z | 2026-11-21T18:02:00Z
            Minute | 90 | -     | -    | -              | -     | 2026-11-21T08:00:00 | UTC | 2026-11-21T09:30:00Z | 2026-11-21T11:00:00Z
            Hour   |  6 | -     | -    | -              | -     | 2026-11-21T08:00:00 | America/Sao_Paulo | 2026-11-20T00:00:00Z | 2026-11-21T11:00:00Z
            Hour   |  6 | -     | -    | -              | -     | 2026-11-21T08:00:00 | America/Sao_Paulo | 2026-11-21T11:00:00Z | 2026-11-21T17:00:00Z
            Day    |  1 | 8,18  | 0,30 | -              | -     | -                   | UTC | 2026-11-21T08:00:00Z | 2026-11-21T08:30:00Z
            Day    |  1 | 8,18  | 0,30 | -              | -     | -                   | UTC | 2026-11-21T18:30:00Z | 2026-11-22T08:00:00Z
            Day    |  3 | 8     | 0    | -              | -     | 2026-11-20T00:00:00 | UTC | 2026-11-20T08:00:00Z | 2026-11-23T08:00:00Z
            Day    |  1 | -     | -    | -              | -     | 2026-11-20T07:15:00 | UTC | 2026-11-21T12:00:00Z | 2026-11-22T07:15:00Z
            Week   |  1 | 18    | 0    | MONDAY,FRIDAY  | -     | -                   | UTC | 2026-11-21T00:00:00Z | 2026-11-23T18:00:00Z
            Week   |  2 | 18    | 0    | MONDAY,FRIDAY  | -     | 2026-11-16T00:00:00 | UTC | 2026-11-20T18:00:00Z | 2026-11-30T18:00:00Z
            Week   |  1 | -     | -    | -              | -     | 2026-11-18T09:00:00 | UTC | 2026-11-18T09:00:00Z | 2026-11-25T09:00:00Z
            Month  |  1 | 0     | 0    | -              | 31    | -                   | UTC | 2026-10-31T00:00:00Z | 2026-12-31T00:00:00Z
            Month  |  2 | 0     | 0    | -              | 1,15  | 2026-11-10T00:00:00 | UTC | 2026-11-15T00:00:00Z | 2027-01-01T00:00:00Z
            Month  |  1 | -     | -    | -              | -     | 2026-11-10T06:00:00 | UTC | 2026-11-10T06:00:00Z | 2026-12-10T06:00:00Z
            Day    |  1 | 2     | 30   | -              | -     | -  | Europe/Berlin | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z
            Day    |  1 | 2     | 30   | -              | -     | -  | Europe/Berlin | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z
            Day    |  1 | 2     | 30   | -              | -     | -  | Europe/Berlin | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
            Day    |  1 | 2     | 30   | -              | -     | -  | Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
            Hour   |  1 | -     | -    | -              | -     | -  | Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-25T01:00:00Z
            """)
    void comesNext(
            Frequency frequency,
            int interval,
            String hours,
            String minutes,
            String weekDays,
            String monthDays,
            String start,
            String zone,
            Instant after,
            Instant next) {
        assertThat(recurrence(frequency, interval, hours, minutes, weekDays, monthDays, start, zone)
                        .next(after))
                .contains(next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Day    | 0    | 8  | 0  | -      | -  | -                   | UTC     | recurrence.interval
            Day    | 1001 | 8  | 0  | -      | -  | -                   | UTC     | recurrence.interval
            Day    | 1    | 24 | 0  | -      | -  | -                   | UTC     | recurrence.schedule.hours
            Day    | 1    | 8  | 60 | -      | -  | -                   | UTC     | recurrence.schedule.minutes
            Day    | 1    | 8  | -  | -      | -  | -                   | UTC     | recurrence.schedule.minutes
            Day    | 1    | -  | 0  | -      | -  | -                   | UTC     | recurrence.schedule.hours
            Day    | 1    | -  | -  | -      | -  | -                   | UTC     | recurrence.schedule
            Day    | 1    | 8  | 0  | MONDAY | -  | -                   | UTC     | recurrence.schedule.weekDays
            Week   | 1    | 8  | 0  | -      | -  | -                   | UTC     | recurrence.schedule.weekDays
            Week   | 1    | 8  | 0  | MONDAY | 1  | -                   | UTC     | recurrence.schedule.monthDays
            Month  | 1    | 8  | 0  | -      | -  | -                   | UTC     | recurrence.schedule.monthDays
            Month  | 1    | 8  | 0  | -      | 32 | -                   | UTC     | recurrence.schedule.monthDays
            Minute | 1    | 8  | 0  | -      | -  | -                   | UTC     | recurrence.schedule
            Day    | 1    | 8  | 0  | -      | -  | -                   | Nowhere | recurrence.timeZone
            """)
    void whatCannotBeIsRefusedByName(
            Frequency frequency,
            int interval,
            String hours,
            String minutes,
            String weekDays,
            String monthDays,
            String start,
            String zone,
            String field) {
        assertThatThrownBy(() -> recurrence(frequency, interval, hours, minutes, weekDays, monthDays, start, zone))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains(field));
    }

    private static RecurrenceTimetable recurrence(
            Frequency frequency,
            int interval,
            String hours,
            String minutes,
            String weekDays,
            String monthDays,
            String start,
            String zone) {
        return new RecurrenceTimetable(
                frequency,
                interval,
                list(hours, Integer::valueOf),
                list(minutes, Integer::valueOf),
                list(weekDays, DayOfWeek::valueOf),
                list(monthDays, Integer::valueOf),
                Optional.ofNullable(start).map(LocalDateTime::parse),
                zone);
    }

    private static <T> List<T> list(String text, Function<String, T> parse) {
        return Optional.ofNullable(text).stream()
                .flatMap(t -> Arrays.stream(t.split(",", -1)))
                .map(parse)
                .toList();
    }
}
