package io.bancada.cost.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostConfigTest {
    private static final String KEY = "bancada.cost.disk-gib-month";

    @Test
    void usualDiskCostsEighteenDollarsAMonth() {
        var hour = new CostConfig(new MapConfig(Map.of())).diskPerHour(120L << 30);
        assertThat(hour).isEqualByComparingTo("0.024657534");
    }

    @Test
    void priceCanBeConfiguredAndBeNothing() {
        assertThat(new CostConfig(new MapConfig(Map.of(KEY, "7.3"))).diskPerHour(1L << 30))
                .isEqualByComparingTo("0.01");
        assertThat(new CostConfig(new MapConfig(Map.of(KEY, "0"))).diskPerHour(1L << 30))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000.01"})
    void badValueIsRefusedAndTheMessageNamesTheKey(String value) {
        assertThatThrownBy(() -> new CostConfig(new MapConfig(Map.of(KEY, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY + " is " + value);
    }
}
