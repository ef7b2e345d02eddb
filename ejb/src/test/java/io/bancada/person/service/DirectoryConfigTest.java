package io.bancada.person.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryConfigTest {
    private static final String ISSUER = "https://sso.example/auth/realms/staff";

    @Test
    void defaultsAskTheIssuersOwnKeycloak() {
        var config = new DirectoryConfig(new MapConfig(Map.of("bancada.oidc.issuer", ISSUER)));
        assertThat(config.tokens()).hasToString(ISSUER + "/protocol/openid-connect/token");
        assertThat(config.url()).isEqualTo("https://sso.example/auth/admin/realms/staff");
        assertThat(config.client()).isEqualTo("bancada-directory");
        assertThat(config.secret()).isEmpty();
        assertThat(config.caFile()).isEmpty();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.remember()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.searchesPerMinute()).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource({"timeout, PT0S", "timeout, PT2M", "remember, PT1H", "searches-per-minute, 0"})
    void badValueIsRefused(String key, String value) {
        var values = Map.of("bancada.oidc.issuer", ISSUER, "bancada.directory." + key, value);
        assertThatThrownBy(() -> new DirectoryConfig(new MapConfig(values)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bancada.directory." + key);
    }

    @Test
    void secretIsNotShown() {
        var config = new DirectoryConfig(
                new MapConfig(Map.of("bancada.oidc.issuer", ISSUER, "bancada.directory.secret", "hidden")));
        assertThat(config).asString().doesNotContain("hidden");
    }
}
