package io.bancada.workspace.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationTest {
    private static final String SUBSCRIPTION = "6b2f9c1e-0a53-4c3f-9d0e-2a1b7c4d5e6f";
    private static final String TENANT = "0d9e8f7a-6b5c-4d3e-8f1a-9b8c7d6e5f4a";

    private final Map<String, String> values = new HashMap<>(Map.of(
            "bancada.subscription-id",
            SUBSCRIPTION,
            "bancada.tenant-id",
            TENANT,
            "bancada.url",
            "https://localhost:8443",
            "bancada.home",
            "/var/lib/bancada"));

    @Test
    void whatIsNotSaidHasItsDocumentedDefault() {
        var installation = read();
        assertThat(installation.subscription()).isEqualTo(SUBSCRIPTION);
        assertThat(installation.tenant()).isEqualTo(TENANT);
        assertThat(installation.url()).isEqualTo(URI.create("https://localhost:8443"));
        assertThat(installation.home()).isEqualTo(Path.of("/var/lib/bancada"));
        assertThat(installation.location()).isEqualTo("local");
        assertThat(installation.resourceGroup()).isEqualTo("default");
        assertThat(installation.workspace()).isEqualTo("main");
    }

    @Test
    void whatIsSaidIsTaken() {
        values.putAll(
                Map.of("bancada.location", "lab", "bancada.resource-group", "science", "bancada.workspace", "vision"));
        var installation = read();
        assertThat(installation.location()).isEqualTo("lab");
        assertThat(installation.resourceGroup()).isEqualTo("science");
        assertThat(installation.workspace()).isEqualTo("vision");
    }

    @Test
    void aRelativeHomeIsMadeAbsolute() {
        values.put("bancada.home", "data");
        assertThat(read().home()).isAbsolute().endsWithRaw(Path.of("data"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bancada.subscription-id", "bancada.tenant-id", "bancada.url", "bancada.home"})
    void aMissingValueStopsTheDeployment(String key) {
        values.remove(key);
        assertThatThrownBy(this::read)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({
        "bancada.subscription-id, not-a-uuid",
        "bancada.tenant-id, common",
        "bancada.url, 'https://local host'",
        "bancada.url, localhost",
        "bancada.url, https://localhost/"
    })
    void aBadValueStopsTheDeployment(String key, String value) {
        values.put(key, value);
        assertThatThrownBy(this::read).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"bancada.resource-group, a/b", "bancada.workspace, x"})
    void aNameAgainstTheRulesStopsTheDeployment(String key, String value) {
        values.put(key, value);
        assertThatThrownBy(this::read).isInstanceOf(BancadaException.class);
    }

    private Installation read() {
        return new Installation(new MapConfig(values));
    }
}
