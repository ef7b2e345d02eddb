package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenConfigTest {
    private static final String KEY = "bancada.instances.access-token-maximum";

    @Test
    void defaultIsDocumentedAndWhatIsUnsaidIsNeverTooLong() {
        var usual = new AccessTokenConfig(new MapConfig(Map.of()));
        assertThat(usual.maximum()).isEqualTo(Duration.ofDays(30));
        assertThat(usual.whenUnsaid()).isEqualTo(Duration.ofDays(7));
        assertThat(new AccessTokenConfig(new MapConfig(Map.of(KEY, "PT8H"))).whenUnsaid())
                .isEqualTo(Duration.ofHours(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59M", "PT8808H"})
    void badValueIsRefusedAndTheMessageNamesTheKey(String value) {
        assertThatThrownBy(() -> new AccessTokenConfig(new MapConfig(Map.of(KEY, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY + " is " + value);
    }
}
