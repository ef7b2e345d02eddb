package io.bancada.compute.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.message.Message;
import io.bancada.schedule.model.CronTimetable;
import io.bancada.schedule.model.RecurrenceTimetable;
import io.bancada.schedule.model.RecurrenceTimetable.Frequency;
import io.bancada.schedule.model.Timetable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceSchedulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final Timetable EVENING = new CronTimetable("0 20 * * *", Optional.empty(), "UTC");
    private static final Timetable MONDAY = new RecurrenceTimetable(
            Frequency.Week,
            2,
            List.of(8),
            List.of(0, 30),
            List.of(DayOfWeek.MONDAY),
            List.of(),
            Optional.of(LocalDateTime.parse("2026-11-09T00:00:00")),
            "E. South America Standard Time");

    private final InstanceSchedule stop = InstanceSchedule.of(ComputePowerAction.Stop, true, EVENING, NOW);
    private final InstanceSchedule start = InstanceSchedule.of(ComputePowerAction.Start, true, MONDAY, NOW);
    private final InstanceSchedules both = new InstanceSchedules(List.of(stop, start));

    @Test
    void firstOfThemSaysWhenToLook() {
        assertThat(both.nextAt()).contains(Instant.parse("2026-11-21T20:00:00Z"));
        assertThat(InstanceSchedules.NONE.nextAt()).isEmpty();
    }

    @Test
    void disabledOneIsNeverDue() {
        var off = InstanceSchedule.of(ComputePowerAction.Stop, false, EVENING, NOW);
        assertThat(off.nextAt()).isEmpty();
        assertThat(new InstanceSchedules(List.of(off)).due(Instant.MAX)).isEmpty();
    }

    @Test
    void oneIsDueFromItsTimeOnUntilItHasPassedAndPassesOnceHoweverLateItIs() {
        assertThat(both.due(Instant.parse("2026-11-21T19:59:59Z"))).isEmpty();
        assertThat(both.due(Instant.parse("2026-11-21T20:00:00Z"))).contains(stop);

        var late = Instant.parse("2026-11-25T21:00:00Z"); // both were due in between, one of them four times
        assertThat(both.due(late)).contains(stop);
        var stopped = both.passed(stop.id(), late);
        assertThat(stopped.due(late)).contains(start);
        var all = stopped.passed(start.id(), late);
        assertThat(all.due(late)).isEmpty();
        assertThat(all.nextAt()).contains(Instant.parse("2026-11-26T20:00:00Z"));
    }

    @Test
    void writingTheSameAgainChangesNothing() {
        var later = NOW.plusSeconds(10);
        var again = both.replacedBy(List.of(
                InstanceSchedule.of(ComputePowerAction.Stop, true, EVENING, later),
                InstanceSchedule.of(ComputePowerAction.Start, true, MONDAY, later)));
        assertThat(again).isEqualTo(both);

        var turned = InstanceSchedule.of(ComputePowerAction.Start, true, EVENING, later);
        assertThat(both.replacedBy(List.of(turned, turned)).all()).containsExactly(turned, turned);
        assertThat(both.replacedBy(List.of())).isEqualTo(InstanceSchedules.NONE);
    }

    @Test
    void columnGivesBackWhatWasPutIn() {
        var converter = new InstanceSchedulesConverter();
        var kept = both.passed(stop.id(), NOW.plusSeconds(86_400));
        assertThat(converter.convertToEntityAttribute(converter.convertToDatabaseColumn(kept)))
                .isEqualTo(kept);
        assertThat(converter.convertToEntityAttribute("[]")).isEqualTo(InstanceSchedules.NONE);
    }

    @Test
    void idleRecordKeepsTheLastSignOfEachKind() {
        var record = IdleRecord.begun(NOW)
                .with(List.of(sign(EvidenceKind.KERNEL, 10), sign(EvidenceKind.CPU, 20)))
                .with(List.of(sign(EvidenceKind.KERNEL, 30), sign(EvidenceKind.CPU, 5)));
        assertThat(record.evidence()).containsExactly(sign(EvidenceKind.KERNEL, 30), sign(EvidenceKind.CPU, 20));
        assertThat(record.activeAt()).isEqualTo(NOW.plusSeconds(30));
        assertThat(record.with(List.of(sign(EvidenceKind.JOB, -100))).activeAt())
                .isEqualTo(NOW.plusSeconds(30));

        var converter = new EvidenceConverter();
        assertThat(converter.convertToEntityAttribute(converter.convertToDatabaseColumn(record.evidence())))
                .isEqualTo(record.evidence());
    }

    private static Evidence sign(EvidenceKind kind, long seconds) {
        return new Evidence(kind, NOW.plusSeconds(seconds), Message.of("idle.kernels", 2));
    }
}
