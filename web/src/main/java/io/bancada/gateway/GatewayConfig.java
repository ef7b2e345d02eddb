package io.bancada.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The gateway's configuration; a bad value stops the deployment.
 *
 * @param domain {@code bancada.instances.domain}: each instance is an origin below it, default
 *     {@code instances.<host of bancada.url>}; in production better a domain of its own, on which nothing else stands
 * @param url {@code bancada.url}: where the portal is; instances answer on its port
 * @param issuer {@code bancada.oidc.issuer}: who signs people on
 * @param clientSecret {@code bancada.oidc.portal-secret}: the portal's, with which sessions are looked after
 * @param caFile {@code bancada.ca-file}: the authority of the issuer's certificate
 * @param recheck {@code bancada.instances.recheck-seconds}: how often the issuer is asked whether a session goes on, default
 *     20; an open connection outlives its session by no more than that and a few seconds
 * @param outage {@code bancada.instances.outage-seconds}: how long sessions go on while the issuer does not answer, default
 *     300
 * @param longest {@code bancada.instances.session-hours}: after which a person signs on anew, default 10
 * @param mostConnections {@code bancada.instances.max-connections}: of one session at a time, default 200
 */
record GatewayConfig(
        String domain,
        URI url,
        URI issuer,
        String clientSecret,
        Optional<Path> caFile,
        Duration recheck,
        Duration outage,
        Duration longest,
        int mostConnections) {
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    GatewayConfig {
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException(
                    "bancada.instances.domain is '" + domain + "'; give a name such as instances.example.org");
        }
    }

    static GatewayConfig from(Config config) {
        var url = config.getValue("bancada.url", URI.class);
        return new GatewayConfig(
                config.getOptionalValue("bancada.instances.domain", String.class)
                        .orElse("instances." + url.getHost()),
                url,
                config.getValue("bancada.oidc.issuer", URI.class),
                config.getValue("bancada.oidc.portal-secret", String.class),
                config.getOptionalValue("bancada.ca-file", String.class).map(Path::of),
                Duration.ofSeconds(positive(config, "recheck-seconds", 20)),
                Duration.ofSeconds(positive(config, "outage-seconds", 300)),
                Duration.ofHours(positive(config, "session-hours", 10)),
                positive(config, "max-connections", 200));
    }

    private static int positive(Config config, String key, int whenUnset) {
        var value = config.getOptionalValue("bancada.instances." + key, Integer.class)
                .orElse(whenUnset);
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "bancada.instances." + key + " is " + value + "; give a number above 0.");
        }
        return value;
    }

    /** The authority part of an address of a host name on the portal's port. */
    private String authority(String host) {
        return url.getPort() < 0 ? host : host + ":" + url.getPort();
    }

    /** The origin of an instance. */
    String origin(String label) {
        return url.getScheme() + "://" + authority(label + "." + domain);
    }

    /** The label of the instance that a Host header names; empty for any other host. */
    Optional<String> label(String host) {
        var end = "." + authority(domain);
        if (!host.toLowerCase(java.util.Locale.ROOT).endsWith(end)) {
            return Optional.empty();
        }
        return Optional.of(host.substring(0, host.length() - end.length()).toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public String toString() {
        return "GatewayConfig[" + domain + "]";
    }
}
