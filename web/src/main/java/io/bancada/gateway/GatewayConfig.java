package io.bancada.gateway;

import io.bancada.app.service.InstanceDomain;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The gateway's configuration; a bad value stops the deployment.
 *
 * @param domain where instances and the portal are
 * @param issuer {@code bancada.oidc.issuer}: who signs people on
 * @param clientSecret {@code bancada.oidc.portal-secret}: the portal's, with which sessions are looked after
 * @param caFile {@code bancada.ca-file}: the authority of the issuer's certificate
 * @param recheck {@code bancada.instances.recheck-seconds}: how often the issuer is asked whether a session goes on, default
 *     20; an open connection outlives its session by no more than that and a few seconds
 * @param outage {@code bancada.instances.outage-seconds}: how long sessions go on while the issuer does not answer, default
 *     300
 * @param longest {@code bancada.instances.session-hours}: after which a person signs on anew, default 10
 * @param mostConnections {@code bancada.instances.max-connections}: of one session at a time, default 200
 * @param sshAddress {@code bancada.instances.ssh-address}: where SSH to instances is listened for, default 127.0.0.1
 */
record GatewayConfig(
        InstanceDomain domain,
        URI issuer,
        String clientSecret,
        Optional<Path> caFile,
        Duration recheck,
        Duration outage,
        Duration longest,
        int mostConnections,
        InetAddress sshAddress) {
    static GatewayConfig from(Config config) {
        return new GatewayConfig(
                InstanceDomain.from(config),
                config.getValue("bancada.oidc.issuer", URI.class),
                config.getValue("bancada.oidc.portal-secret", String.class),
                config.getOptionalValue("bancada.ca-file", String.class).map(Path::of),
                Duration.ofSeconds(positive(config, "recheck-seconds", 20)),
                Duration.ofSeconds(positive(config, "outage-seconds", 300)),
                Duration.ofHours(positive(config, "session-hours", 10)),
                positive(config, "max-connections", 200),
                sshAddress(config));
    }

    private static InetAddress sshAddress(Config config) {
        var key = "bancada.instances.ssh-address";
        var name = config.getOptionalValue(key, String.class).orElse("127.0.0.1");
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(key + " is " + name + "; give an address of this host.", e);
        }
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

    @Override
    public String toString() {
        return "GatewayConfig[" + domain.name() + "]";
    }
}
