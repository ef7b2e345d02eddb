package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskConfigTest {
    private static final String PREFIX = "bancada.instance.disk.";

    @Test
    void aDiskHas120GibibytesAndIsMeasuredEveryFiveMinutesUnlessConfigured() {
        var usual = new DiskConfig(new MapConfig(Map.of()));
        assertThat(usual.maxBytes()).isEqualTo(128_849_018_880L);
        assertThat(usual.measureEvery()).isEqualTo(Duration.ofMinutes(5));
        var set =
                new DiskConfig(new MapConfig(Map.of(PREFIX + "max-bytes", "1048576", PREFIX + "measure-seconds", "1")));
        assertThat(set.maxBytes()).isEqualTo(1 << 20);
        assertThat(set.measureEvery()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({"max-bytes, 1048575", "max-bytes, -1", "measure-seconds, 0", "measure-seconds, 86401"})
    void badValueIsRefusedAndTheMessageNamesTheKey(String key, String value) {
        assertThatThrownBy(() -> new DiskConfig(new MapConfig(Map.of(PREFIX + key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PREFIX + key + " is " + value);
    }
}
