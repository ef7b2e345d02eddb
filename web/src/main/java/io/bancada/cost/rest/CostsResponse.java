package io.bancada.cost.rest;

import io.bancada.cost.model.CostKind;
import io.bancada.cost.model.CostSpan;
import io.bancada.cost.model.CostTotal;
import io.bancada.cost.service.CostSoFar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a compute has cost. Amounts are in the currency, to six places, and those of the spans add up to those of the totals
 * but for the rounding.
 *
 * @param asOf until when what goes on is counted
 * @param since since when it has cost anything; null where it never has
 * @param spans newest first, the last {@value #MOST}
 */
record CostsResponse(
        String currency,
        Instant asOf,
        @Nullable Instant since,
        BigDecimal amount,
        List<Total> totals,
        List<Span> spans) {
    private static final int MOST = 100;
    private static final int PLACES = 6;

    /**
     * The sum of one kind.
     *
     * @param hourlyRate what it costs now; null while it costs nothing, or has no price
     * @param priced whether all of the time has a price
     */
    record Total(
            CostKind kind,
            Duration time,
            BigDecimal amount,
            @Nullable BigDecimal hourlyRate,
            boolean priced) {
        private static Total from(CostTotal t) {
            return new Total(
                    t.kind(), t.time(), money(t.amount()), t.hourlyRate().orElse(null), t.priced());
        }
    }

    /**
     * A span of time at one price.
     *
     * @param item a VM size, or how large the disk is
     * @param person object id of the person for whom it was
     * @param ended null while it goes on
     */
    record Span(
            CostKind kind,
            String item,
            String person,
            @Nullable BigDecimal hourlyRate,
            Instant began,
            @Nullable Instant ended,
            BigDecimal amount) {
        private static Span from(CostSpan s, Instant now) {
            var charge = s.charge();
            return new Span(
                    charge.kind(),
                    charge.item(),
                    charge.person(),
                    charge.hourlyRate().orElse(null),
                    s.began(),
                    s.ended().orElse(null),
                    money(s.amount(now)));
        }
    }

    static CostsResponse from(CostSoFar cost) {
        return new CostsResponse(
                "USD",
                cost.asOf(),
                cost.since().orElse(null),
                money(cost.amount()),
                cost.totals().stream().map(Total::from).toList(),
                cost.spans().stream()
                        .limit(MOST)
                        .map(s -> Span.from(s, cost.asOf()))
                        .toList());
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(PLACES, RoundingMode.HALF_UP);
    }
}
