package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmConfigTest {
    @Test
    void noneStandReadyWhereNobodySaysSo() {
        var config = new WarmConfig(new MapConfig(Map.of("bancada.instances.warm.local", "2")));
        assertThat(config.nodes("local")).isEqualTo(2);
        assertThat(config.nodes("elsewhere")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "51", "many"})
    void numberThatCannotBeStopsTheDeployment(String number) {
        var config = new MapConfig(Map.of("bancada.instances.warm.local", number));
        assertThatThrownBy(() -> new WarmConfig(config)).isInstanceOf(IllegalArgumentException.class);
    }
}
