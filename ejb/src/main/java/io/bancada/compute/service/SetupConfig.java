package io.bancada.compute.service;

import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How long setup scripts may run, in seconds: {@code bancada.instance.setup.default-seconds} (default 900, where a script
 * does not say), {@code bancada.instance.setup.min-seconds} (default 60) and {@code bancada.instance.setup.max-seconds}
 * (default 3600), what a script may say. A bad value stops the deployment.
 */
@ApplicationScoped
public class SetupConfig {
    static final int DEFAULT_SECONDS = 900;
    static final int MIN_SECONDS = 60;
    static final int MAX_SECONDS = 3600;
    private static final String KEY = "bancada.instance.setup.";
    private static final int MOST_SECONDS = 7 * 24 * 3600;

    /** What the command {@code timeout} takes, as ARM says. */
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhd]?)");

    private final Duration usual;
    private final Duration least;
    private final Duration most;

    public SetupConfig() {
        this(ConfigProvider.getConfig());
    }

    SetupConfig(Config config) {
        this(
                seconds(config, "default-seconds", DEFAULT_SECONDS),
                seconds(config, "min-seconds", MIN_SECONDS),
                seconds(config, "max-seconds", MAX_SECONDS));
    }

    SetupConfig(int usual, int least, int most) {
        if (least < 1 || usual < least || most < usual || most > MOST_SECONDS) {
            throw new IllegalArgumentException(KEY + "min-seconds, default-seconds and max-seconds are " + least + ", "
                    + usual + " and " + most + "; give 1 to " + MOST_SECONDS + ", none above the next");
        }
        this.usual = Duration.ofSeconds(usual);
        this.least = Duration.ofSeconds(least);
        this.most = Duration.ofSeconds(most);
    }

    /**
     * How long a script may run.
     *
     * @param said {@code 90s}, {@code 15m}, {@code 1h} (a number alone is seconds) or ISO-8601, such as {@code PT15M}
     * @throws BancadaException 400 naming the field where it is none of these or out of bounds
     */
    Duration timeout(String field, Optional<String> said) {
        var timeout = said.filter(text -> !text.isBlank())
                .map(text -> parse(text.strip()).orElse(Duration.ZERO))
                .orElse(usual);
        if (timeout.compareTo(least) < 0 || timeout.compareTo(most) > 0) {
            throw BancadaException.invalid(
                    field, Message.of("refused.scriptTimeout", least.toSeconds(), most.toSeconds()));
        }
        return timeout;
    }

    private static Optional<Duration> parse(String text) {
        var found = SHORT.matcher(text.toLowerCase(Locale.ROOT));
        if (found.matches()) {
            var number = Long.parseLong(found.group(1));
            return Optional.of(
                    switch (found.group(2)) {
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofSeconds(number);
                    });
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int seconds(Config config, String name, int whenUnset) {
        return config.getOptionalValue(KEY + name, Integer.class).orElse(whenUnset);
    }

    /** Read at start, so that a bad value is not found out by the first request. */
    void atStart(@Observes Startup event) {}
}
