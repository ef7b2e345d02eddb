package io.bancada.compute.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceDiskTest {
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, Normal", "799, Normal", "800, Filling", "899, Filling", "900, NearlyFull", "999, NearlyFull"})
    void levelsBeginAtEightyAndNinetyPercent(long used, DiskLevel level) {
        assertThat(DiskLevel.Normal.next(used, 1000)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"1000, Full", "5000, Full"})
    void whatIsAtItsLimitOrOverIsFull(long used, DiskLevel level) {
        assertThat(DiskLevel.Normal.next(used, 1000)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "Filling, 790, Filling",
        "Filling, 779, Normal",
        "NearlyFull, 890, NearlyFull",
        "NearlyFull, 879, Filling",
        "Full, 985, Full",
        "Full, 979, NearlyFull",
        "Full, 100, Normal"
    })
    void lowerLevelNeedsAClearDifference(DiskLevel before, long used, DiskLevel after) {
        assertThat(before.next(used, 1000)).isEqualTo(after);
    }

    @Test
    void diskThatSwaysAroundAThresholdIsReportedOnce() {
        var disk = InstanceDisk.NEW;
        var levels = new ArrayList<DiskLevel>();
        for (var used : new long[] {780, 801, 795, 802, 790, 805, 910, 895, 770}) {
            var next = disk.found(used, 1000, List.of(), AT);
            if (next.level() != disk.level()) {
                levels.add(next.level());
            }
            disk = next;
        }
        assertThat(levels).containsExactly(DiskLevel.Filling, DiskLevel.NearlyFull, DiskLevel.Normal);
    }

    @Test
    void percentIsRoundedDownAndSaysHowFarOver() {
        assertThat(InstanceDisk.NEW.percent()).isZero();
        assertThat(InstanceDisk.NEW.found(999, 1000, List.of(), AT).percent()).isEqualTo(99);
        assertThat(InstanceDisk.NEW.found(1500, 1000, List.of(), AT).percent()).isEqualTo(150);
        assertThat(InstanceDisk.NEW.found(129L << 30, 120L << 30, List.of(), AT).percent())
                .isEqualTo(107);
    }

    @Test
    void onlyADiskThatFillsWarns() {
        assertThat(InstanceDisk.NEW.found(10, 1000, List.of(), AT).warning().isEmpty())
                .isTrue();
        assertThat(InstanceDisk.NEW.found(850, 1000, List.of(), AT).warning().english())
                .startsWith("85 % of its disk");
        assertThat(InstanceDisk.NEW.found(2000, 1000, List.of(), AT).warning().english())
                .startsWith("Its disk is full (200 %)");
    }
}
