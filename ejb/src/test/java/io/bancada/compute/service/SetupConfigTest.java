package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.workspace.service.MapConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupConfigTest {
    private final SetupConfig config = new SetupConfig(new MapConfig(Map.of()));

    @ParameterizedTest
    @CsvSource({"15m, 900", "60s, 60", "90, 90", "1h, 3600", "PT15M, 900", "pt1m30s, 90", "' 2M ', 120"})
    void timeoutIsReadAsArmAndAsIsoSay(String said, long seconds) {
        assertThat(config.timeout("timeout", Optional.of(said))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aQuarterOfAnHourIsTheDefault() {
        assertThat(config.timeout("timeout", Optional.empty())).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.timeout("timeout", Optional.of(" "))).isEqualTo(Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"59s", "61m", "2h", "soon", "-5m", "PT-5M", "1w", "999999999d"})
    void timeoutOutOfBoundsIsRefusedByName(String said) {
        assertThatThrownBy(() -> config.timeout("a.timeout", Optional.of(said)))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains("a.timeout"))
                .hasMessageContaining("60 to 3,600 seconds");
    }

    @Test
    void badBoundsStopTheDeployment() {
        assertThatThrownBy(() -> new SetupConfig(10, 20, 30)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SetupConfig(900, 60, 800)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SetupConfig(0, 0, 800)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new SetupConfig(2, 1, 3).timeout("t", Optional.of("1s"))).isEqualTo(Duration.ofSeconds(1));
    }
}
