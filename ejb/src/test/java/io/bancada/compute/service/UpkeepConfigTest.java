package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpkeepConfigTest {
    @Test
    void defaultsAreDocumented() {
        var config = new UpkeepConfig(new MapConfig(Map.of()));
        assertThat(config.maxSchedules()).isEqualTo(10);
        assertThat(config.scheduleGrace()).isEqualTo(Duration.ofHours(1));
        assertThat(config.idleMinimum()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.idleNotice()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.idleLook()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.idleCpuPercent()).isEqualTo(5);
        assertThat(config.keepRunningMaximum()).isEqualTo(Duration.ofHours(12));
    }

    @ParameterizedTest
    @CsvSource({
        "max-schedules, 0",
        "max-schedules, 51",
        "schedule-grace, PT0S",
        "schedule-grace, PT25H",
        "idle-minimum, PT0.5S",
        "idle-minimum, PT73H",
        "idle-look, PT2H",
        "idle-cpu-percent, 101",
        "keep-running-maximum, PT721H"
    })
    void badValueIsRefusedAndTheMessageNamesTheKey(String key, String value) {
        assertThatThrownBy(() -> new UpkeepConfig(new MapConfig(Map.of("bancada.instances." + key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bancada.instances." + key + " is " + value);
    }
}
