package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.workspace.service.MapConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class LocalConfigTest {
    @Test
    void defaultsAreAsDocumented() {
        LocalConfig config = LocalConfig.from(config(Map.of("bancada.home", "/srv/bancada")));
        assertThat(config)
                .isEqualTo(new LocalConfig(
                        Path.of("/srv/bancada/nodes"),
                        4.0,
                        4.0,
                        Path.of("/usr/bin/python3"),
                        Path.of("/usr/bin/bwrap"),
                        Optional.empty(),
                        700_000,
                        10_000,
                        4096,
                        1L << 30,
                        256L << 30,
                        "/usr/local/bin:/usr/bin:/bin",
                        List.of(),
                        Optional.empty()));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, String> values = Map.ofEntries(
                Map.entry("bancada.local.directory", "/n"),
                Map.entry("bancada.local.overcommit", "1.5"),
                Map.entry("bancada.local.memory-overcommit", "2"),
                Map.entry("bancada.local.python", "/p"),
                Map.entry("bancada.local.bubblewrap", "/b"),
                Map.entry("bancada.local.sandbox", "namespaces"),
                Map.entry("bancada.local.uid-base", "5000"),
                Map.entry("bancada.local.uid-count", "5"),
                Map.entry("bancada.local.pids", "100"),
                Map.entry("bancada.local.log-limit", "2048"),
                Map.entry("bancada.local.fetch-limit", "4096"),
                Map.entry("bancada.local.path", "/bin"),
                Map.entry("bancada.local.read-only", "/opt/conda, /data"));
        assertThat(LocalConfig.from(config(values)))
                .isEqualTo(new LocalConfig(
                        Path.of("/n"),
                        1.5,
                        2,
                        Path.of("/p"),
                        Path.of("/b"),
                        Optional.of(SandboxKind.NAMESPACES),
                        5000,
                        5,
                        100,
                        2048,
                        4096,
                        "/bin",
                        List.of("/opt/conda", "/data"),
                        Optional.empty()));
    }

    @Test
    void instancesReachTheServerWhereItListens() {
        assertThat(api(Map.of("bancada.url", "https://localhost:8443", "bancada.ca-file", "/ca.pem")))
                .contains(new ApiAccess("https://localhost:8443", "localhost", 8443, "127.0.0.1", 8443, "/ca.pem"));
        assertThat(api(Map.of(
                        "bancada.url",
                        "https://ml.example",
                        "bancada.port",
                        "8443",
                        "bancada.bind-address",
                        "0.0.0.0")))
                .contains(new ApiAccess("https://ml.example", "ml.example", 443, "127.0.0.1", 8443, null));
        assertThat(api(Map.of("bancada.url", "https://ml.example", "bancada.bind-address", "10.0.0.7")))
                .contains(new ApiAccess("https://ml.example", "ml.example", 443, "10.0.0.7", 443, null));
    }

    @Test
    void adminSaysWhereElseTheServerIsReachedOrThatItIsNot() {
        assertThat(api(Map.of("bancada.url", "https://ml.example", "bancada.local.api-address", "proxy.example:8443")))
                .contains(new ApiAccess("https://ml.example", "ml.example", 443, "proxy.example", 8443, null));
        assertThat(api(Map.of("bancada.url", "https://ml.example", "bancada.local.api-address", "none")))
                .isEmpty();
        assertThatThrownBy(() -> api(Map.of("bancada.url", "https://ml.example", "bancada.local.api-address", "proxy")))
                .hasMessageContaining("bancada.local.api-address is 'proxy'; give host:port");
    }

    private static Optional<ApiAccess> api(Map<String, String> values) {
        return LocalConfig.from(config(values)).api();
    }

    @Test
    void badValuesAreRefusedByTheirKey() {
        Map<String, String> bad = Map.of(
                "overcommit", "0.5",
                "memory-overcommit", "1000",
                "sandbox", "chroot",
                "uid-base", "0",
                "uid-count", "0",
                "pids", "1",
                "log-limit", "1",
                "read-only", "opt");
        bad.forEach((key, value) -> assertThatThrownBy(
                        () -> LocalConfig.from(config(Map.of("bancada.local." + key, value))))
                .as(key)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bancada.local." + key));
    }

    private static Config config(Map<String, String> values) {
        return new MapConfig(values);
    }
}
