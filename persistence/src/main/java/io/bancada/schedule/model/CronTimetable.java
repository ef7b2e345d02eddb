package io.bancada.schedule.model;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * ARM's cron trigger. The expression is NCronTab's: minute, hour, day of the month, month, day of the week (0 and 7 are
 * Sunday); where both days are limited, both must fit, which is not so in Unix' crontab.
 */
public record CronTimetable(String expression, Optional<LocalDateTime> startTime, String timeZone)
        implements Timetable {
    private static final int LONGEST = 200;
    private static final CronDefinition NCRONTAB = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .withStrictRange()
            .and()
            .withHours()
            .withStrictRange()
            .and()
            .withDayOfMonth()
            .withStrictRange()
            .and()
            .withMonth()
            .withStrictRange()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .withStrictRange()
            .and()
            .matchDayOfWeekAndDayOfMonth()
            .instance();

    /**
     * Checks it.
     *
     * @throws BancadaException 400 naming the field within the schedule
     */
    public CronTimetable {
        if (expression.length() > LONGEST) {
            throw refused("more than " + LONGEST + " characters");
        }
        parse(expression);
        TimeZones.require("cron.timeZone", timeZone);
    }

    @Override
    public Optional<Instant> next(Instant after) {
        var times = ExecutionTime.forCron(parse(expression));
        return LocalTimes.next(
                TimeZones.require("cron.timeZone", timeZone),
                after,
                local ->
                        times.nextExecution(floor(local).atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime));
    }

    /** After which it may come: the moment before it begins, where that is later. */
    private LocalDateTime floor(LocalDateTime local) {
        return startTime
                .map(start -> start.minusNanos(1))
                .filter(start -> start.isAfter(local))
                .orElse(local);
    }

    private static Cron parse(String expression) {
        try {
            return new CronParser(NCRONTAB).parse(expression).validate();
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static BancadaException refused(String why) {
        return BancadaException.invalid("cron.expression", Message.of("refused.cron", why));
    }
}
