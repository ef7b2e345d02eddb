package io.bancada.compute.rest;

import io.bancada.compute.model.ComputePowerAction;
import io.bancada.compute.service.ScheduleRequest;
import io.bancada.compute.service.ScheduleRequest.Timing;
import io.bancada.compute.service.ScheduleRequest.TriggerType;
import io.bancada.error.BancadaException;
import io.bancada.schedule.model.RecurrenceTimetable.Frequency;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ARM's ComputeSchedules, as a client sends them. What is read-only is not looked at. */
record ComputeSchedulesBody(@Nullable List<@Nullable StartStop> computeStartStop) {
    private static final String FIELD = "properties.properties.schedules.computeStartStop";

    enum Status {
        Enabled,
        Disabled
    }

    enum WeekDay {
        Monday,
        Tuesday,
        Wednesday,
        Thursday,
        Friday,
        Saturday,
        Sunday;

        DayOfWeek day() {
            return DayOfWeek.valueOf(name().toUpperCase(Locale.ROOT));
        }

        static WeekDay of(DayOfWeek day) {
            return Arrays.stream(values())
                    .filter(w -> w.day() == day)
                    .findFirst()
                    .orElseThrow();
        }
    }

    record StartStop(
            @Nullable ComputePowerAction action,
            @Nullable Status status,
            @Nullable TriggerType triggerType,
            @Nullable Cron cron,
            @Nullable Recurrence recurrence) {
        private ScheduleRequest request(String field) {
            return new ScheduleRequest(
                    Optional.ofNullable(action),
                    Optional.ofNullable(status).map(s -> s == Status.Enabled),
                    Optional.ofNullable(triggerType),
                    triggerType == TriggerType.Cron
                            ? Optional.ofNullable(cron).map(Cron::timing).orElse(Timing.NONE)
                            : Optional.ofNullable(recurrence)
                                    .map(r -> r.timing(field + ".recurrence.schedule"))
                                    .orElse(Timing.NONE));
        }
    }

    record Cron(
            @Nullable String expression,
            @Nullable String startTime,
            @Nullable String timeZone) {
        private Timing timing() {
            return new Timing(
                    true,
                    Optional.ofNullable(expression),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.ofNullable(startTime),
                    Optional.ofNullable(timeZone));
        }
    }

    record Recurrence(
            @Nullable Frequency frequency,
            @Nullable Integer interval,
            @Nullable Times schedule,
            @Nullable String startTime,
            @Nullable String timeZone) {
        private Timing timing(String field) {
            var times = schedule == null ? Times.NONE : schedule;
            return new Timing(
                    true,
                    Optional.empty(),
                    Optional.ofNullable(frequency),
                    Optional.ofNullable(interval),
                    values(field + ".hours", times.hours()),
                    values(field + ".minutes", times.minutes()),
                    values(field + ".weekDays", times.weekDays()).stream()
                            .map(WeekDay::day)
                            .toList(),
                    values(field + ".monthDays", times.monthDays()),
                    Optional.ofNullable(startTime),
                    Optional.ofNullable(timeZone));
        }
    }

    record Times(
            @Nullable List<@Nullable Integer> hours,
            @Nullable List<@Nullable Integer> minutes,
            @Nullable List<@Nullable WeekDay> weekDays,
            @Nullable List<@Nullable Integer> monthDays) {
        private static final Times NONE = new Times(null, null, null, null);
    }

    /** What is asked for, in the order of the list. */
    List<ScheduleRequest> requests() {
        var requests = new ArrayList<ScheduleRequest>();
        for (var one : values(FIELD, computeStartStop)) {
            requests.add(one.request(FIELD + "[" + requests.size() + "]"));
        }
        return requests;
    }

    private static <T> List<T> values(String field, @Nullable List<@Nullable T> list) {
        var values = new ArrayList<T>();
        if (list != null) {
            for (var value : list) {
                if (value == null) {
                    throw BancadaException.invalid(field + "[" + values.size() + "]", "It is null; leave it out.");
                }
                values.add(value);
            }
        }
        return values;
    }
}
