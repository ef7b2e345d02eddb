package io.bancada.schedule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimetableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *          | UTC                          | 2026-11-21T18:00:30Z | 2026-11-21T18:01:00Z
            * * * * *          | UTC                          | 2026-11-21T18:01:00Z | 2026-11-21T18:02:00Z
            0 18 * * 1-5       | E. South America Standard Time | 2026-11-20T21:00:00Z | 2026-11-23T21:00:00Z
            0 18 * * MON-FRI   | America/Sao_Paulo            | 2026-11-20T20:59:59Z | 2026-11-20T21:00:00Z
            */15 8-9 * * *     | UTC                          | 2026-11-21T09:45:00Z | 2026-11-22T08:00:00Z
            0 9 * * 0          | UTC                          | 2026-11-21T00:00:00Z | 2026-11-22T09:00:00Z
            0 9 * * 7          | UTC                          | 2026-11-21T00:00:00Z | 2026-11-22T09:00:00Z
            0 9 * * 5-7        | UTC                          | 2026-11-19T12:00:00Z | 2026-11-20T09:00:00Z
            0 9 * * 5-7        | UTC                          | 2026-11-20T12:00:00Z | 2026-11-21T09:00:00Z
            0 9 * * 5-7        | UTC                          | 2026-11-21T12:00:00Z | 2026-11-22T09:00:00Z
            0 9 * * 5-7        | UTC                          | 2026-11-22T12:00:00Z | 2026-11-27T09:00:00Z
            0 0 1-7 * 1        | UTC                          | 2026-11-03T00:00:00Z | 2026-12-07T00:00:00Z
            0 0 29 2 *         | UTC                          | 2026-11-21T00:00:00Z | 2028-02-29T00:00:00Z
            """)
    void expressionComesNext(String expression, String zone, Instant after, Instant next) {
        assertThat(cron(expression, zone).next(after)).contains(next);
    }

    /** Clocks in Berlin go from 02:00 to 03:00 on 2026-03-29 and from 03:00 back to 02:00 on 2026-10-25. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            in the gap: once, right after it          | 30 2 * * *  | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z
            the day after the gap: as ever            | 30 2 * * *  | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z
            two in the gap and one after it are one   | 0,30 2,3 * * * | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z
            and that one is not repeated              | 0,30 2,3 * * * | 2026-03-29T01:00:00Z | 2026-03-29T01:30:00Z
            exists twice: the first time              | 30 2 * * *  | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
            exists twice: not the second time         | 30 2 * * *  | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
            asked within the second time              | 45 2 * * *  | 2026-10-25T01:30:00Z | 2026-10-26T01:45:00Z
            every minute: none in the hour that comes again | * * * * * | 2026-10-25T00:59:00Z | 2026-10-25T02:00:00Z
            """)
    void changeOfClocksNeitherLosesNorRepeatsATime(String what, String expression, Instant after, Instant next) {
        assertThat(cron(expression, "W. Europe Standard Time").next(after))
                .as(what)
                .contains(next);
    }

    @Test
    void itDoesNotBeginBeforeItsStart() {
        var start = Optional.of(LocalDateTime.parse("2026-12-01T09:00:00"));
        var cron = new CronTimetable("0 9 * * *", start, "UTC");
        assertThat(cron.next(Instant.parse("2026-11-21T00:00:00Z"))).contains(Instant.parse("2026-12-01T09:00:00Z"));
        assertThat(cron.next(Instant.parse("2026-12-01T09:00:00Z"))).contains(Instant.parse("2026-12-02T09:00:00Z"));
    }

    @Test
    void dayThatNoMonthHasNeverComes() {
        assertThat(cron("0 0 31 2 *", "UTC").next(Instant.parse("2026-11-21T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "0 0 * *",
                "0 0 0 * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "@daily",
                "0 9 L * *",
                "0 9 * * 5#2",
                "0 9 ? * 1",
                "1,,2 * * * *",
                "-1 * * * *"
            })
    void whatIsNoExpressionIsRefusedByName(String expression) {
        assertThatThrownBy(() -> cron(expression, "UTC"))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains("cron.expression"));
    }

    @Test
    void longExpressionIsNotEvenRead() {
        assertThatThrownBy(() -> cron("0,".repeat(100_000) + "0 * * * *", "UTC"))
                .hasMessageContaining("more than 200 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Pacific", "America/Nowhere", "pacific standard time", "../etc/passwd"})
    void unknownZoneIsRefusedByName(String zone) {
        assertThatThrownBy(() -> cron("* * * * *", zone))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains("cron.timeZone"));
    }

    private static CronTimetable cron(String expression, String zone) {
        return new CronTimetable(expression, Optional.empty(), zone);
    }
}
