package io.bancada.compute.service;

import io.bancada.compute.model.ComputePowerAction;
import io.bancada.compute.model.InstanceSchedule;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.schedule.model.CronTimetable;
import io.bancada.schedule.model.RecurrenceTimetable;
import io.bancada.schedule.model.RecurrenceTimetable.Frequency;
import io.bancada.schedule.model.TimeZones;
import io.bancada.schedule.model.Timetable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * One of the schedules that a client asks for; empty means not said.
 *
 * @param enabled default true
 * @param timing the words of its trigger; the other's are not looked at
 */
public record ScheduleRequest(
        Optional<ComputePowerAction> action,
        Optional<Boolean> enabled,
        Optional<TriggerType> triggerType,
        Timing timing) {
    /** ARM's computeTriggerType. */
    public enum TriggerType {
        Cron,
        Recurrence
    }

    /**
     * What ARM's cron and recurrence say, as far as each does.
     *
     * @param startTime of the form 2026-11-30T08:00:00, in the time zone
     * @param timeZone default UTC
     */
    public record Timing(
            boolean said,
            Optional<String> expression,
            Optional<Frequency> frequency,
            Optional<Integer> interval,
            List<Integer> hours,
            List<Integer> minutes,
            List<DayOfWeek> weekDays,
            List<Integer> monthDays,
            Optional<String> startTime,
            Optional<String> timeZone) {
        /** Nothing is said. */
        public static final Timing NONE = new Timing(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The schedule.
     *
     * @throws BancadaException 400 naming the field, relative to the schedule
     */
    InstanceSchedule schedule(Instant now) {
        var wanted = InstanceSchedule.of(
                action.orElseThrow(() -> missing("action")), enabled.orElse(true), timetable(), now);
        if (wanted.timetable().next(now).isEmpty()) {
            throw BancadaException.invalid(
                    triggerType.orElseThrow() == TriggerType.Cron ? "cron" : "recurrence",
                    Message.of("refused.scheduleNever"));
        }
        return wanted;
    }

    private Timetable timetable() {
        return switch (triggerType.orElseThrow(() -> missing("triggerType"))) {
            case Cron -> cron();
            case Recurrence -> recurrence();
        };
    }

    private Timetable cron() {
        requireSaid("cron");
        return new CronTimetable(
                timing.expression().orElseThrow(() -> missing("cron.expression")), startTime("cron"), zone());
    }

    private Timetable recurrence() {
        requireSaid("recurrence");
        return new RecurrenceTimetable(
                timing.frequency().orElseThrow(() -> missing("recurrence.frequency")),
                timing.interval().orElseThrow(() -> missing("recurrence.interval")),
                timing.hours(),
                timing.minutes(),
                timing.weekDays(),
                timing.monthDays(),
                startTime("recurrence"),
                zone());
    }

    private void requireSaid(String trigger) {
        if (!timing.said()) {
            throw missing(trigger);
        }
    }

    private String zone() {
        return timing.timeZone().orElse(TimeZones.UTC);
    }

    private Optional<LocalDateTime> startTime(String trigger) {
        return timing.startTime().map(text -> {
            var start = parsed(text);
            if (start.filter(ScheduleRequest::isOfOurTime).isEmpty()) {
                throw BancadaException.invalid(trigger + ".startTime", Message.of("refused.startTime", text));
            }
            return start.orElseThrow();
        });
    }

    private static Optional<LocalDateTime> parsed(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A year of four digits: calendars and databases cannot count from much farther away. */
    private static boolean isOfOurTime(LocalDateTime time) {
        return time.getYear() >= 1970 && time.getYear() <= 9999;
    }

    private static BancadaException missing(String field) {
        return BancadaException.invalid(field, Message.of("refused.missing", field));
    }
}
