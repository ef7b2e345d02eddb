package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
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
                        List.of()));
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
                        List.of("/opt/conda", "/data")));
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
        return new Config() {
            @Override
            public <T> T getValue(String key, Class<T> type) {
                return getOptionalValue(key, type).orElseThrow();
            }

            @Override
            public ConfigValue getConfigValue(String key) {
                throw new UnsupportedOperationException();
            }

            @Override
            public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
                return Optional.ofNullable(values.get(key)).map(value -> type.cast(convert(value, type)));
            }

            private static Object convert(String value, Class<?> type) {
                if (type == Integer.class) {
                    return Integer.valueOf(value);
                }
                if (type == Long.class) {
                    return Long.valueOf(value);
                }
                return type == Double.class ? Double.valueOf(value) : value;
            }

            @Override
            public Iterable<String> getPropertyNames() {
                return values.keySet();
            }

            @Override
            public Iterable<ConfigSource> getConfigSources() {
                return List.of();
            }

            @Override
            public <T> Optional<Converter<T>> getConverter(Class<T> type) {
                return Optional.empty();
            }

            @Override
            public <T> T unwrap(Class<T> type) {
                throw new IllegalArgumentException();
            }
        };
    }
}
