package io.bancada.schedule.model;

import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * ARM's recurrence trigger: every so many minutes or hours of elapsed time, or at times of the clock on days, on days of
 * weeks, or on days of months. What is counted is counted from the start time; without one, from the first day of 1970.
 *
 * @param interval every how many of the frequency, 1 to {@value #MOST}
 * @param hours of the clock; together with {@code minutes}. Without both the start time says the time of the day
 * @param weekDays with weeks only; empty for that of the start time
 * @param monthDays with months only, 1 to 31; months that lack the day are left out; empty for that of the start time
 */
public record RecurrenceTimetable(
        Frequency frequency,
        int interval,
        List<Integer> hours,
        List<Integer> minutes,
        List<DayOfWeek> weekDays,
        List<Integer> monthDays,
        Optional<LocalDateTime> startTime,
        String timeZone)
        implements Timetable {
    /** ARM's frequency. */
    public enum Frequency {
        Minute,
        Hour,
        Day,
        Week,
        Month;

        private boolean elapses() {
            return this == Minute || this == Hour;
        }
    }

    private static final int MOST = 1000;
    private static final int YEARS = 100;
    private static final String ZONE = "recurrence.timeZone";
    private static final String TIMES = "recurrence.schedule";

    /**
     * Checks it.
     *
     * @throws BancadaException 400 naming the field within the schedule
     */
    public RecurrenceTimetable {
        hours = once(hours);
        minutes = once(minutes);
        weekDays = once(weekDays);
        monthDays = once(monthDays);
        TimeZones.require(ZONE, timeZone);
        require(interval >= 1 && interval <= MOST, "recurrence.interval", Message.of("refused.range", 1, MOST));
        within(hours, 0, 23, TIMES + ".hours");
        within(minutes, 0, 59, TIMES + ".minutes");
        within(monthDays, 1, 31, TIMES + ".monthDays");
        var times = !hours.isEmpty() || !minutes.isEmpty() || !weekDays.isEmpty() || !monthDays.isEmpty();
        require(!frequency.elapses() || !times, TIMES, Message.of("refused.timesOfElapsed"));
        require(frequency == Frequency.Week || weekDays.isEmpty(), TIMES + ".weekDays", Message.of("refused.weekDays"));
        require(
                frequency == Frequency.Month || monthDays.isEmpty(),
                TIMES + ".monthDays",
                Message.of("refused.monthDays"));
        if (!frequency.elapses()) {
            requireTimes(hours, minutes, startTime);
            var dated = startTime.isPresent() || frequency == Frequency.Day;
            require(
                    dated || frequency != Frequency.Week || !weekDays.isEmpty(),
                    TIMES + ".weekDays",
                    Message.of("refused.noWeekDays"));
            require(
                    dated || frequency != Frequency.Month || !monthDays.isEmpty(),
                    TIMES + ".monthDays",
                    Message.of("refused.noMonthDays"));
        }
    }

    /** Each value once, in the order given: saying it twice changes nothing, and must cost nothing. */
    private static <T> List<T> once(List<T> values) {
        return values.stream().distinct().toList();
    }

    private static void requireTimes(List<Integer> hours, List<Integer> minutes, Optional<LocalDateTime> startTime) {
        require(minutes.isEmpty() || !hours.isEmpty(), TIMES + ".hours", Message.of("refused.hoursAndMinutes"));
        require(hours.isEmpty() || !minutes.isEmpty(), TIMES + ".minutes", Message.of("refused.hoursAndMinutes"));
        require(!hours.isEmpty() || startTime.isPresent(), TIMES, Message.of("refused.noTimes"));
    }

    private static void within(List<Integer> values, int least, int most, String field) {
        require(
                values.stream().allMatch(v -> v >= least && v <= most),
                field,
                Message.of("refused.range", least, most));
    }

    private static void require(boolean well, String field, Message why) {
        if (!well) {
            throw BancadaException.invalid(field, why);
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return switch (frequency) {
            case Minute -> Optional.of(elapsed(Duration.ofMinutes(interval), after));
            case Hour -> Optional.of(elapsed(Duration.ofHours(interval), after));
            case Day, Week, Month -> LocalTimes.next(TimeZones.require(ZONE, timeZone), after, this::following);
        };
    }

    private Instant elapsed(Duration step, Instant after) {
        var zone = TimeZones.require(ZONE, timeZone);
        var first = LocalTimes.moment(startTime.orElse(LocalDate.EPOCH.atStartOfDay()), zone);
        return after.isBefore(first)
                ? first
                : first.plus(step.multipliedBy(Duration.between(first, after).dividedBy(step) + 1));
    }

    private Optional<LocalDateTime> following(LocalDateTime local) {
        var after = startTime
                .map(start -> start.minusNanos(1))
                .filter(start -> start.isAfter(local))
                .orElse(local);
        var today = after.toLocalDate();
        return today.datesUntil(today.plusYears(YEARS))
                .filter(this::falls)
                .flatMap(date -> times().map(date::atTime))
                .filter(time -> time.isAfter(after))
                .findFirst();
    }

    private Stream<LocalTime> times() {
        return hours.isEmpty()
                ? startTime.stream().map(LocalDateTime::toLocalTime)
                : hours.stream()
                        .flatMap(hour -> minutes.stream().map(minute -> LocalTime.of(hour, minute)))
                        .sorted();
    }

    private boolean falls(LocalDate date) {
        var first = startTime.map(LocalDateTime::toLocalDate).orElse(LocalDate.EPOCH);
        var count = switch (frequency) {
            case Day -> ChronoUnit.DAYS.between(first, date);
            case Week -> ChronoUnit.WEEKS.between(monday(first), monday(date));
            case Month -> ChronoUnit.MONTHS.between(YearMonth.from(first), YearMonth.from(date));
            case Minute, Hour -> throw new IllegalStateException("it is not counted in days: " + frequency);
        };
        var day = switch (frequency) {
            case Week ->
                weekDays.isEmpty()
                        ? date.getDayOfWeek() == first.getDayOfWeek()
                        : weekDays.contains(date.getDayOfWeek());
            case Month ->
                monthDays.isEmpty()
                        ? date.getDayOfMonth() == first.getDayOfMonth()
                        : monthDays.contains(date.getDayOfMonth());
            case Day, Minute, Hour -> true;
        };
        return day && Math.floorMod(count, interval) == 0;
    }

    private static LocalDate monday(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
