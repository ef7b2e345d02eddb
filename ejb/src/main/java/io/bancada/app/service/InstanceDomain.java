package io.bancada.app.service;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The addresses of instances: each is an origin of its own in a domain, on the portal's port.
 *
 * @param name {@code bancada.instances.domain}, default {@code instances.<host of bancada.url>}; in production better a
 *     domain of its own, on which nothing else stands
 * @param url {@code bancada.url}: where the portal is
 */
public record InstanceDomain(String name, URI url) {
    /** The label at which browsers find out whether they reach instances; no instance can have it. */
    public static final String CHECK_LABEL = "connection-check";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    public InstanceDomain {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "bancada.instances.domain is '" + name + "'; give a name such as instances.example.org");
        }
    }

    /** As configured. */
    public static InstanceDomain from(Config config) {
        var url = config.getValue("bancada.url", URI.class);
        return new InstanceDomain(
                config.getOptionalValue("bancada.instances.domain", String.class)
                        .orElse("instances." + url.getHost()),
                url);
    }

    /** The origin with this label, without a trailing slash. */
    public String origin(String label) {
        return url.getScheme() + "://" + label + "." + authority();
    }

    /** The portal's own origin, as browsers name it. */
    public String portalOrigin() {
        return url.getScheme() + "://" + url.getAuthority();
    }

    /** The label that a Host header names; empty for any host outside of the domain. */
    public Optional<String> label(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        var end = "." + authority();
        return lower.endsWith(end) ? Optional.of(lower.substring(0, lower.length() - end.length())) : Optional.empty();
    }

    private String authority() {
        return url.getPort() < 0 ? name : name + ":" + url.getPort();
    }
}
