package io.bancada.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/** Configuration from a map. */
public record FixedConfig(Map<String, String> values) implements Config {
    /** A configuration whose issuer stands at an address. */
    static WebConfig issuedBy(String issuer) {
        return new WebConfig(new FixedConfig(Map.of(
                "bancada.oidc.issuer",
                issuer,
                "bancada.oidc.audience",
                "bancada-api",
                "bancada.url",
                "https://localhost:8443")));
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return getOptionalValue(name, type).orElseThrow(() -> new NoSuchElementException(name));
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).map(v -> {
            if (type == URI.class) {
                return type.cast(URI.create(v));
            }
            return type == Integer.class ? type.cast(Integer.valueOf(v)) : type.cast(v);
        });
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        throw new UnsupportedOperationException(name);
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
        throw new IllegalArgumentException(type.getName());
    }
}
