package io.bancada.cost.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A span of time in which something cost one price.
 *
 * @param ended empty while it goes on
 */
public record CostSpan(Charge charge, Instant began, Optional<Instant> ended) {
    private static final BigDecimal NANOS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toNanos());

    /** How long it has been; {@code now} counts while it goes on. */
    public Duration time(Instant now) {
        var until = ended.orElse(now);
        return until.isBefore(began) ? Duration.ZERO : Duration.between(began, until);
    }

    /** US dollars so far; nothing where there is no price. */
    public BigDecimal amount(Instant now) {
        var time = time(now);
        var nanos = BigDecimal.valueOf(time.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(time.getNano()));
        return charge.hourlyRate()
                .map(rate -> rate.multiply(nanos).divide(NANOS_PER_HOUR, MathContext.DECIMAL128))
                .orElse(BigDecimal.ZERO);
    }
}
