package io.bancada.compute.rest;

import io.bancada.compute.model.ComputePowerAction;
import io.bancada.compute.model.InstanceSchedule;
import io.bancada.compute.model.InstanceSchedules;
import io.bancada.compute.rest.ComputeSchedulesBody.Status;
import io.bancada.compute.rest.ComputeSchedulesBody.WeekDay;
import io.bancada.compute.service.ScheduleRequest.TriggerType;
import io.bancada.schedule.model.CronTimetable;
import io.bancada.schedule.model.RecurrenceTimetable;
import io.bancada.schedule.model.RecurrenceTimetable.Frequency;
import io.bancada.schedule.model.Timetable;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** ARM's ComputeSchedules. */
record ComputeSchedulesResponse(List<StartStop> computeStartStop) {
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    record StartStop(
            String id,
            String provisioningStatus,
            Status status,
            ComputePowerAction action,
            TriggerType triggerType,
            @Nullable Cron cron,
            @Nullable Recurrence recurrence) {
        private static StartStop from(InstanceSchedule s) {
            var cron = s.timetable() instanceof CronTimetable c ? Cron.from(c) : null;
            return new StartStop(
                    s.id().toString(),
                    "Completed",
                    s.enabled() ? Status.Enabled : Status.Disabled,
                    s.action(),
                    cron == null ? TriggerType.Recurrence : TriggerType.Cron,
                    cron,
                    s.timetable() instanceof RecurrenceTimetable r ? Recurrence.from(r) : null);
        }
    }

    record Cron(String expression, @Nullable String startTime, String timeZone) {
        private static Cron from(CronTimetable c) {
            return new Cron(c.expression(), start(c), c.timeZone());
        }
    }

    record Recurrence(
            Frequency frequency,
            int interval,
            @Nullable Times schedule,
            @Nullable String startTime,
            String timeZone) {
        private static Recurrence from(RecurrenceTimetable r) {
            return new Recurrence(r.frequency(), r.interval(), Times.from(r), start(r), r.timeZone());
        }
    }

    record Times(
            List<Integer> hours,
            List<Integer> minutes,
            @Nullable List<WeekDay> weekDays,
            @Nullable List<Integer> monthDays) {
        private static @Nullable Times from(RecurrenceTimetable r) {
            var weekDays = r.weekDays().stream().map(WeekDay::of).toList();
            var said = !r.hours().isEmpty()
                    || !weekDays.isEmpty()
                    || !r.monthDays().isEmpty();
            return said
                    ? new Times(
                            r.hours(),
                            r.minutes(),
                            weekDays.isEmpty() ? null : weekDays,
                            r.monthDays().isEmpty() ? null : r.monthDays())
                    : null;
        }
    }

    /** Null where there is none, as ARM has it. */
    static @Nullable ComputeSchedulesResponse from(InstanceSchedules schedules) {
        return schedules.all().isEmpty()
                ? null
                : new ComputeSchedulesResponse(
                        schedules.all().stream().map(StartStop::from).toList());
    }

    private static @Nullable String start(Timetable timetable) {
        return timetable.startTime().map(START::format).orElse(null);
    }
}
