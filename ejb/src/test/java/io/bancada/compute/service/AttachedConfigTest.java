package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachedConfigTest {
    @Test
    void defaultsAreDocumented() {
        var config = new AttachedConfig(new MapConfig(Map.of()));
        assertThat(config.passwordAllowed()).isFalse();
        assertThat(config.systems()).containsExactly("ubuntu", "debian");
        assertThat(config.jobsPerCore()).isEqualTo(2);
    }

    @Test
    void systemsAreReadInAnyCase() {
        var config = new AttachedConfig(new MapConfig(Map.of("bancada.attached.systems", " Rocky, debian ,")));
        assertThat(config.systems()).containsExactly("rocky", "debian");
    }

    @ParameterizedTest
    @CsvSource({
        "bancada.attached.jobs-per-core, 0",
        "bancada.attached.jobs-per-core, 65",
        "bancada.attached.systems, ','"
    })
    void badValueIsRefusedAndTheMessageNamesTheKey(String key, String value) {
        assertThatThrownBy(() -> new AttachedConfig(new MapConfig(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }
}
