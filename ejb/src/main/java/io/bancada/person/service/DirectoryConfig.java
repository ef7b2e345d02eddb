package io.bancada.person.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How the directory of people is asked; the keys stand with their meaning in docs/operate.md. A bad value stops the
 * deployment; without a secret there is no directory.
 */
@ApplicationScoped
public class DirectoryConfig {
    private static final String PREFIX = "bancada.directory.";

    private final String issuer;
    private final String url;
    private final String client;
    private final Optional<String> secret;
    private final Optional<Path> caFile;
    private final Duration timeout;
    private final Duration remember;
    private final Duration recheck;
    private final int searchesPerMinute;

    public DirectoryConfig() {
        this(ConfigProvider.getConfig());
    }

    DirectoryConfig(Config config) {
        issuer = config.getValue("bancada.oidc.issuer", String.class);
        url = config.getOptionalValue(PREFIX + "url", String.class).orElseGet(() -> adminOf(issuer));
        URI.create(url);
        client = config.getOptionalValue(PREFIX + "client", String.class).orElse("bancada-directory");
        secret = config.getOptionalValue(PREFIX + "secret", String.class).filter(s -> !s.isBlank());
        caFile = config.getOptionalValue("bancada.ca-file", String.class).map(Path::of);
        timeout = duration(config, "timeout", Duration.ofSeconds(5));
        remember = duration(config, "remember", Duration.ofSeconds(15));
        recheck = duration(config, "recheck", Duration.ofSeconds(30));
        searchesPerMinute = config.getOptionalValue(PREFIX + "searches-per-minute", Integer.class)
                .orElse(120);
        if (searchesPerMinute < 1) {
            throw new IllegalArgumentException(
                    PREFIX + "searches-per-minute is " + searchesPerMinute + "; give a number above 0.");
        }
    }

    /** Where Keycloak administers the realm of an issuer. */
    private static String adminOf(String issuer) {
        var realm = issuer.lastIndexOf("/realms/");
        return realm < 0 ? issuer : issuer.substring(0, realm) + "/admin" + issuer.substring(realm);
    }

    private static Duration duration(Config config, String key, Duration whenUnset) {
        var value = config.getOptionalValue(PREFIX + key, Duration.class).orElse(whenUnset);
        if (value.compareTo(Duration.ofMillis(100)) < 0 || value.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(PREFIX + key + " is " + value + "; give PT0.1S to PT1M");
        }
        return value;
    }

    /** Where tokens come from. */
    URI tokens() {
        return URI.create(issuer + "/protocol/openid-connect/token");
    }

    /** Where the realm is administered, without a slash at its end. */
    String url() {
        return url;
    }

    String client() {
        return client;
    }

    /** Empty where no directory is configured. */
    Optional<String> secret() {
        return secret;
    }

    /** The authority of the issuer's certificate; empty for those of the JVM. */
    Optional<Path> caFile() {
        return caFile;
    }

    /** How long one question may take. */
    Duration timeout() {
        return timeout;
    }

    /** How long an answer is good for. */
    Duration remember() {
        return remember;
    }

    /** How often whoever is active is asked about anew. */
    Duration recheck() {
        return recheck;
    }

    /** How often one caller may search. */
    int searchesPerMinute() {
        return searchesPerMinute;
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}

    @Override
    public String toString() {
        return "DirectoryConfig[" + url + "]";
    }
}
