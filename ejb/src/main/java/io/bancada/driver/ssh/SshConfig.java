package io.bancada.driver.ssh;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The SSH driver's configuration; each component names its key. {@code docs/attached-machines.md} lists them for admins.
 *
 * @param connectTimeout {@code bancada.ssh.connect-timeout}: to connect and sign on, default PT10S
 * @param requestTimeout {@code bancada.ssh.request-timeout}: for the answer to one request, default PT30S
 * @param stageTimeout {@code bancada.ssh.stage-timeout}: to send or unpack the files of one capsule, default PT15M
 * @param logLimit {@code bancada.ssh.log-limit}: most bytes of each of a capsule's two logs, default 1 GiB
 * @param fetchLimit {@code bancada.ssh.fetch-limit}: most bytes that one fetch brings in, default 256 GiB
 * @param path {@code bancada.ssh.path}: {@code PATH} of a capsule, default {@code /usr/local/bin:/usr/bin:/bin}
 * @param allowedAddresses {@code bancada.attached.allowed-addresses}: networks as {@code 10.0.0.0/8}, separated by
 *     commas, whose addresses are spoken to although they are loopback, link-local or a cloud's metadata; default none
 */
public record SshConfig(
        Duration connectTimeout,
        Duration requestTimeout,
        Duration stageTimeout,
        long logLimit,
        long fetchLimit,
        String path,
        List<String> allowedAddresses) {
    public SshConfig {
        require(!connectTimeout.isNegative() && !connectTimeout.isZero(), "connect-timeout must be positive");
        require(!requestTimeout.isNegative() && !requestTimeout.isZero(), "request-timeout must be positive");
        require(!stageTimeout.isNegative() && !stageTimeout.isZero(), "stage-timeout must be positive");
        require(logLimit >= 1024, "log-limit must be 1024 or more");
        require(fetchLimit >= 1, "fetch-limit must be 1 or more");
        allowedAddresses = List.copyOf(allowedAddresses);
    }

    /** The defaults. */
    public static SshConfig defaults() {
        return new SshConfig(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                1L << 30,
                256L << 30,
                "/usr/local/bin:/usr/bin:/bin",
                List.of());
    }

    /**
     * Reads {@code bancada.ssh.*} and {@code bancada.attached.allowed-addresses}.
     *
     * @throws IllegalArgumentException when a value is not allowed; the message names the key
     */
    public static SshConfig from(Config config) {
        SshConfig defaults = defaults();
        return new SshConfig(
                value(config, "connect-timeout", Duration.class).orElse(defaults.connectTimeout),
                value(config, "request-timeout", Duration.class).orElse(defaults.requestTimeout),
                value(config, "stage-timeout", Duration.class).orElse(defaults.stageTimeout),
                value(config, "log-limit", Long.class).orElse(defaults.logLimit),
                value(config, "fetch-limit", Long.class).orElse(defaults.fetchLimit),
                value(config, "path", String.class).orElse(defaults.path),
                config.getOptionalValue("bancada.attached.allowed-addresses", String.class)
                        .map(list -> Arrays.stream(list.split(",", -1))
                                .map(String::strip)
                                .filter(entry -> !entry.isEmpty())
                                .toList())
                        .orElse(List.of()));
    }

    private static <T> Optional<T> value(Config config, String key, Class<T> type) {
        return config.getOptionalValue("bancada.ssh." + key, type);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("bancada.ssh." + message);
        }
    }
}
