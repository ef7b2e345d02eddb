package io.bancada.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcesTest {
    @ParameterizedTest
    @CsvSource({"2, 1024, 1, true", "1, 512, 0, true", "3, 1024, 1, false", "2, 1025, 1, false", "2, 1024, 2, false"})
    void aMachineCarriesWhatNeedsNoMoreOfAnything(int cores, long memory, int gpus, boolean carried) {
        assertThat(new Resources(2, 1024, 1).covers(new Resources(cores, memory, gpus)))
                .isEqualTo(carried);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, -1"})
    void resourcesAreNeverNegative(int cores, long memory, int gpus) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Resources(cores, memory, gpus));
    }

    @Test
    void nothingCoversNothing() {
        assertThat(new Resources(0, 0, 0).covers(new Resources(0, 0, 0))).isTrue();
    }
}
