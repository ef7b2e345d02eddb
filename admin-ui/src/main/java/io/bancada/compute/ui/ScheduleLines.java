package io.bancada.compute.ui;

import io.bancada.compute.model.InstanceSchedule;
import io.bancada.portal.ui.Preferences;
import io.bancada.portal.ui.Words;
import io.bancada.schedule.model.CronTimetable;
import io.bancada.schedule.model.RecurrenceTimetable;
import io.bancada.schedule.model.RecurrenceTimetable.Frequency;
import io.bancada.schedule.model.Timetable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.List;
import java.util.stream.Collectors;

/** Puts timetables into words. */
@RequestScoped
public class ScheduleLines {
    private final Words words;
    private final Preferences preferences;

    @Inject
    public ScheduleLines(Words words, Preferences preferences) {
        this.words = words;
        this.preferences = preferences;
    }

    @SuppressWarnings("NullAway")
    protected ScheduleLines() {
        this(null, null);
    }

    ScheduleLine of(InstanceSchedule schedule) {
        return new ScheduleLine(
                schedule.id(),
                words.fill("schedule." + schedule.action(), times(schedule.timetable())),
                schedule.timetable().timeZone(),
                schedule.enabled(),
                schedule.nextAt().stream().toList());
    }

    private String times(Timetable timetable) {
        return timetable instanceof RecurrenceTimetable recurrence
                ? times(recurrence)
                : words.fill("schedule.cron", ((CronTimetable) timetable).expression());
    }

    private String times(RecurrenceTimetable recurrence) {
        var every = words.fill("schedule.every" + recurrence.frequency(), recurrence.interval());
        var clock = clock(recurrence);
        var days = recurrence.frequency() == Frequency.Week ? weekDays(recurrence) : monthDays(recurrence);
        return List.of(every, days, clock).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String weekDays(RecurrenceTimetable recurrence) {
        return recurrence.weekDays().stream()
                .map(day -> day.getDisplayName(TextStyle.SHORT, preferences.getLocale()))
                .collect(Collectors.joining(" "));
    }

    private static String monthDays(RecurrenceTimetable recurrence) {
        return recurrence.monthDays().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private String clock(RecurrenceTimetable recurrence) {
        var format = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(preferences.getLocale());
        return recurrence.hours().stream()
                .flatMap(hour -> recurrence.minutes().stream().map(minute -> LocalTime.of(hour, minute)))
                .map(format::format)
                .collect(Collectors.joining(" "));
    }
}
