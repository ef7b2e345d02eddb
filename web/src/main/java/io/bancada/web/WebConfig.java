package io.bancada.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What the API needs to know: {@code bancada.oidc.issuer}, {@code bancada.oidc.audience} (default
 * {@code bancada-api}), {@code bancada.oidc.jwks-uri} (default: where Keycloak keeps it under the issuer),
 * {@code bancada.ca-file} (default: the JVM's trust), {@code bancada.url}, {@code bancada.api.max-json-bytes} (default 1
 * MiB) and {@code bancada.api.max-log-streams} (default 200). A missing or bad value stops the deployment.
 */
@ApplicationScoped
public class WebConfig {
    private final URI issuer;
    private final URI keys;
    private final String audience;
    private final Optional<Path> caFile;
    private final URI url;
    private final int maxJsonBytes;
    private final int maxLogStreams;

    public WebConfig() {
        this(ConfigProvider.getConfig());
    }

    WebConfig(Config config) {
        issuer = config.getValue("bancada.oidc.issuer", URI.class);
        keys = config.getOptionalValue("bancada.oidc.jwks-uri", URI.class)
                .orElse(URI.create(issuer + "/protocol/openid-connect/certs"));
        audience =
                config.getOptionalValue("bancada.oidc.audience", String.class).orElse("bancada-api");
        caFile = config.getOptionalValue("bancada.ca-file", String.class).map(Path::of);
        url = config.getValue("bancada.url", URI.class);
        maxJsonBytes = positive(config, "bancada.api.max-json-bytes", 1 << 20);
        maxLogStreams = positive(config, "bancada.api.max-log-streams", 200);
    }

    /** Who signs tokens. */
    public URI issuer() {
        return issuer;
    }

    /** Where the keys are published that tokens are signed with. */
    URI keys() {
        return keys;
    }

    /** Whom a token must be meant for. */
    String audience() {
        return audience;
    }

    /** PEM file with the authority that the issuer's certificate comes from. */
    public Optional<Path> caFile() {
        return caFile;
    }

    /** Where this API answers, without a trailing slash. */
    public URI url() {
        return url;
    }

    /** The largest JSON body, in bytes. */
    public int maxJsonBytes() {
        return maxJsonBytes;
    }

    /** How many log streams may be open at once. */
    public int maxLogStreams() {
        return maxLogStreams;
    }

    private static int positive(Config config, String key, int whenUnset) {
        var value = config.getOptionalValue(key, Integer.class).orElse(whenUnset);
        if (value <= 0) {
            throw new IllegalArgumentException(key + " is " + value + "; give a number above 0.");
        }
        return value;
    }
}
