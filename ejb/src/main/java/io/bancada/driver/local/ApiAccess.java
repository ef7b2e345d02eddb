package io.bancada.driver.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * How programs on a machine that belongs to a person reach this server, read by the supervisor as part of
 * {@code node.json}: at the server's own address, which in a network without anything else is a port at 127.0.0.1.
 *
 * @param url {@code bancada.url}
 * @param host of that address
 * @param port of that address
 * @param address where the supervisor connects to; {@code bancada.local.api-address}
 * @param addressPort the port there
 * @param ca PEM file with the authority of the server's certificate; null for those that the host trusts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiAccess(
        String url,
        String host,
        int port,
        String address,
        int addressPort,
        @Nullable String ca) {
    private static final String KEY = "bancada.local.api-address";
    private static final int HTTPS = 443;

    /**
     * Reads {@code bancada.url}, {@code bancada.bind-address}, {@code bancada.port}, {@code bancada.ca-file} and, where the
     * server is to be reached at another place than it listens, {@code bancada.local.api-address}.
     *
     * @return empty where there is no address, or the last is {@code none}
     */
    static Optional<ApiAccess> from(Config config) {
        var url = config.getOptionalValue("bancada.url", URI.class);
        var wanted = config.getOptionalValue(KEY, String.class);
        if (url.isEmpty() || wanted.filter("none"::equals).isPresent()) {
            return Optional.empty();
        }
        var outside = url.orElseThrow();
        var port = outside.getPort() < 0 ? HTTPS : outside.getPort();
        var place = URI.create("tcp://"
                + wanted.orElseGet(() -> listens(config) + ":"
                        + config.getOptionalValue("bancada.port", Integer.class).orElse(port)));
        if (place.getHost() == null || place.getPort() < 0) {
            throw new IllegalArgumentException(
                    KEY + " is '" + wanted.orElse("") + "'; give host:port, or none to keep instances from the server");
        }
        return Optional.of(new ApiAccess(
                outside.toString(),
                outside.getHost(),
                port,
                place.getHost(),
                place.getPort(),
                config.getOptionalValue("bancada.ca-file", String.class)
                        .map(file -> Path.of(file).toAbsolutePath().toString())
                        .orElse(null)));
    }

    private static String listens(Config config) {
        var address =
                config.getOptionalValue("bancada.bind-address", String.class).orElse("127.0.0.1");
        return switch (address) {
            case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
            default -> address;
        };
    }
}
