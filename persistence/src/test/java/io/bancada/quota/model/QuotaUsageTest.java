package io.bancada.quota.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.catalog.model.VmPriority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaUsageTest {
    @ParameterizedTest
    @CsvSource({"0, 8, 8, false", "8, 8, 0, false", "9, 8, 0, true", "0, 0, 0, false"})
    void whatIsFreeIsNeverNegative(long used, long limit, long free, boolean exceeded) {
        var line = new QuotaUsage("standardDv2Family", VmPriority.Dedicated, used, limit);
        assertThat(line.free()).isEqualTo(free);
        assertThat(line.exceeded()).isEqualTo(exceeded);
    }

    @Test
    void moreCoresCountAgainstTheSameLimit() {
        var line = new QuotaUsage("standardDv2Family", VmPriority.Dedicated, 6, 8);
        assertThat(line.plus(2).exceeded()).isFalse();
        assertThat(line.plus(3).exceeded()).isTrue();
        assertThat(line.used()).isEqualTo(6);
    }

    @Test
    void aLimitCanBeLoweredBelowTheUse() {
        var limit = new QuotaLimit("local", QuotaLimit.TOTAL, VmPriority.Dedicated, 8);
        limit.limitTo(0);
        assertThat(limit.cores()).isZero();
    }
}
