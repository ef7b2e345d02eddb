package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeConfigTest {
    @Test
    void defaultsAreDocumented() {
        var config = new ComputeConfig(new MapConfig(Map.of()));
        assertThat(config.maxNodes()).isEqualTo(100);
        assertThat(config.jobsPerCore()).isEqualTo(2);
        assertThat(config.maxComputes()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({
        "bancada.cluster.max-nodes, 0",
        "bancada.cluster.max-nodes, 1001",
        "bancada.instance.jobs-per-core, -1",
        "bancada.instance.jobs-per-core, 65",
        "bancada.location.max-computes, 0",
        "bancada.location.max-computes, 2501"
    })
    void badValueIsRefusedAndTheMessageNamesTheKey(String key, String value) {
        assertThatThrownBy(() -> new ComputeConfig(new MapConfig(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + " is " + value);
    }
}
