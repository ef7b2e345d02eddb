package io.bancada.cost.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Something that costs by the hour.
 *
 * @param item what it is, such as a VM size
 * @param person subject of the person for whom it is
 * @param hourlyRate in US dollars, to nine places; empty where there is no price
 */
public record Charge(CostKind kind, String item, String person, Optional<BigDecimal> hourlyRate) {
    private static final int PLACES = 9;

    public Charge {
        // one scale, so that what was read back equals what was written
        hourlyRate = hourlyRate.map(rate -> rate.setScale(PLACES, RoundingMode.HALF_UP));
    }
}
