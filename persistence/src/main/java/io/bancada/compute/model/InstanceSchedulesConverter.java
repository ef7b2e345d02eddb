package io.bancada.compute.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.schedule.model.CronTimetable;
import io.bancada.schedule.model.RecurrenceTimetable;
import io.bancada.schedule.model.RecurrenceTimetable.Frequency;
import io.bancada.schedule.model.Timetable;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Keeps schedules as a JSON list. */
@Converter
@Immutable
public class InstanceSchedulesConverter implements AttributeConverter<InstanceSchedules, String> {
    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    /** One of them; either {@code expression} or {@code frequency} and what follows it. */
    private record Kept(
            UUID id,
            ComputePowerAction action,
            boolean enabled,
            @Nullable String nextAt,
            @Nullable String startTime,
            String timeZone,
            @Nullable String expression,
            @Nullable Frequency frequency,
            int interval,
            @Nullable List<Integer> hours,
            @Nullable List<Integer> minutes,
            @Nullable List<DayOfWeek> weekDays,
            @Nullable List<Integer> monthDays) {
        static Kept of(InstanceSchedule s) {
            var recurrence = s.timetable() instanceof RecurrenceTimetable r ? r : null;
            return new Kept(
                    s.id(),
                    s.action(),
                    s.enabled(),
                    s.nextAt().map(Instant::toString).orElse(null),
                    s.timetable().startTime().map(LocalDateTime::toString).orElse(null),
                    s.timetable().timeZone(),
                    s.timetable() instanceof CronTimetable cron ? cron.expression() : null,
                    recurrence == null ? null : recurrence.frequency(),
                    recurrence == null ? 0 : recurrence.interval(),
                    recurrence == null ? null : recurrence.hours(),
                    recurrence == null ? null : recurrence.minutes(),
                    recurrence == null ? null : recurrence.weekDays(),
                    recurrence == null ? null : recurrence.monthDays());
        }

        InstanceSchedule schedule() {
            return new InstanceSchedule(
                    id,
                    action,
                    enabled,
                    timetable(),
                    Optional.ofNullable(nextAt).map(Instant::parse));
        }

        private Timetable timetable() {
            var start = Optional.ofNullable(startTime).map(LocalDateTime::parse);
            if (expression != null) {
                return new CronTimetable(expression, start, timeZone);
            }
            if (frequency == null) {
                throw new IllegalStateException("a schedule without a time: " + id);
            }
            return new RecurrenceTimetable(
                    frequency, interval, list(hours), list(minutes), list(weekDays), list(monthDays), start, timeZone);
        }

        private static <T> List<T> list(@Nullable List<T> kept) {
            return kept == null ? List.of() : kept;
        }
    }

    @Override
    public String convertToDatabaseColumn(InstanceSchedules schedules) {
        try {
            return JSON.writeValueAsString(
                    schedules.all().stream().map(Kept::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("schedules that are no JSON: " + schedules, e);
        }
    }

    @Override
    public InstanceSchedules convertToEntityAttribute(String column) {
        try {
            return new InstanceSchedules(JSON.readValue(column, new TypeReference<List<Kept>>() {}).stream()
                    .map(Kept::schedule)
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column that should hold schedules does not", e);
        }
    }
}
