package io.bancada.compute.ui;

import io.bancada.compute.model.ComputePowerAction;
import io.bancada.compute.service.ScheduleRequest;
import io.bancada.compute.service.ScheduleRequest.Timing;
import io.bancada.compute.service.ScheduleRequest.TriggerType;
import io.bancada.schedule.model.RecurrenceTimetable.Frequency;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fields of a new schedule: at one time on some days of each week. */
public class ScheduleForm implements Serializable {
    private static final String EVENING = "19:00";

    private String action = ComputePowerAction.Stop.name();
    private String[] days = {
        DayOfWeek.MONDAY.name(),
        DayOfWeek.TUESDAY.name(),
        DayOfWeek.WEDNESDAY.name(),
        DayOfWeek.THURSDAY.name(),
        DayOfWeek.FRIDAY.name()
    };
    private String time = EVENING;
    private String zone = "";

    ScheduleForm() {}

    /** The time of the day; empty where what was typed is none. */
    Optional<LocalTime> clock() {
        try {
            return Optional.of(LocalTime.parse(time));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** What the service is asked for. */
    ScheduleRequest request(LocalTime clock) {
        return new ScheduleRequest(
                Optional.of(ComputePowerAction.valueOf(action)),
                Optional.of(true),
                Optional.of(TriggerType.Recurrence),
                new Timing(
                        true,
                        Optional.empty(),
                        Optional.of(Frequency.Week),
                        Optional.of(1),
                        List.of(clock.getHour()),
                        List.of(clock.getMinute()),
                        Arrays.stream(days).map(DayOfWeek::valueOf).toList(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(zone).filter(z -> !z.isEmpty())));
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    public String[] getDays() {
        return days.clone();
    }

    public void setDays(String @Nullable [] days) {
        this.days = days == null ? new String[0] : days.clone();
    }

    public String getTime() {
        return time;
    }

    public void setTime(@Nullable String time) {
        this.time = Objects.requireNonNullElse(time, "").strip();
    }

    public String getZone() {
        return zone;
    }

    public void setZone(@Nullable String zone) {
        this.zone = Objects.requireNonNullElse(zone, "").strip();
    }
}
