package io.bancada.web;

import io.bancada.error.BancadaException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ISO-8601 durations as ARM's clients write them: {@code PT120S} is {@code PT2M}. */
public final class ArmDuration {
    private ArmDuration() {}

    /**
     * The duration in a field; empty when it is not said.
     *
     * @throws BancadaException 400 naming the field
     */
    public static Optional<Duration> parse(String field, @Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(value));
        } catch (DateTimeParseException e) {
            throw BancadaException.invalid(
                    field,
                    "'" + value + "' is no ISO-8601 duration of days, hours, minutes and seconds; such as PT2M.");
        }
    }
}
