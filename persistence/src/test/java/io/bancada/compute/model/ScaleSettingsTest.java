package io.bancada.compute.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleSettingsTest {
    @ParameterizedTest
    @CsvSource({"0, 0, PT0S", "0, 1, PT2M", "100, 100, P30D", "4, 4, PT1S"})
    void limitsAreIncluded(int min, int max, Duration idle) {
        assertThat(new ScaleSettings(min, max, idle).maxNodeCount()).isEqualTo(max);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 4, PT2M, minNodeCount",
        "-2147483648, 4, PT2M, minNodeCount",
        "5, 4, PT2M, minNodeCount",
        "0, -1, PT2M, maxNodeCount",
        "0, 4, PT-1S, nodeIdleTimeBeforeScaleDown",
        "0, 4, P30DT1S, nodeIdleTimeBeforeScaleDown",
        "0, 4, PT2562047788015215H, nodeIdleTimeBeforeScaleDown"
    })
    void whatCannotBeIsInvalidAndTheErrorNamesTheField(int min, int max, Duration idle, String field) {
        assertThatThrownBy(() -> new ScaleSettings(min, max, idle))
                .isInstanceOfSatisfying(BancadaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
                    assertThat(e.target()).contains("properties.properties.scaleSettings." + field);
                });
    }

    @Test
    void theInstallationLimitsTheMaximumAndSaysSo() {
        assertThat(new ScaleSettings(0, 100, Duration.ZERO).within(100).maxNodeCount())
                .isEqualTo(100);
        assertThatThrownBy(() -> new ScaleSettings(0, 101, Duration.ZERO).within(100))
                .isInstanceOfSatisfying(BancadaException.class, e -> {
                    assertThat(e.target()).contains("properties.properties.scaleSettings.maxNodeCount");
                    assertThat(e.getMessage()).contains("0 to 100").contains("bancada.cluster.max-nodes");
                });
    }

    @Test
    void theDefaultIdleTimeIs120Seconds() {
        assertThat(ScaleSettings.DEFAULT_IDLE.toSeconds()).isEqualTo(120);
    }
}
