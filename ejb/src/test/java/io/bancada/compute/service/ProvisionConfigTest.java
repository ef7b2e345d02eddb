package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvisionConfigTest {
    private static final String KEY = "bancada.node.slow-seconds";

    @Test
    void aNodeIsSlowAfterFiveMinutesUnlessConfigured() {
        assertThat(new ProvisionConfig(new MapConfig(Map.of())).slowAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(new ProvisionConfig(new MapConfig(Map.of(KEY, "9"))).slowAfter())
                .isEqualTo(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "86401"})
    void badValueIsRefusedAndTheMessageNamesTheKey(String value) {
        assertThatThrownBy(() -> new ProvisionConfig(new MapConfig(Map.of(KEY, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY + " is " + value);
    }
}
