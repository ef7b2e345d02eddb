package io.bancada.cost.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostSpanTest {
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    private static CostSpan span(CostKind kind, String rate, long from, Optional<Long> to) {
        return new CostSpan(
                new Charge(
                        kind,
                        "a size",
                        "ana",
                        Optional.of(rate).filter(r -> !r.isEmpty()).map(BigDecimal::new)),
                AT.plusSeconds(from),
                to.map(AT::plusSeconds));
    }

    @Test
    void amountIsRateTimesTime() {
        assertThat(span(CostKind.Compute, "0.36", 0, Optional.of(1800L)).amount(AT.plusSeconds(9999)))
                .isEqualByComparingTo("0.18");
        assertThat(span(CostKind.Compute, "0.36", 0, Optional.empty()).amount(AT.plusMillis(5)))
                .isEqualByComparingTo("0.0000005");
        assertThat(span(CostKind.Compute, "", 0, Optional.of(1800L)).amount(AT)).isZero();
    }

    @Test
    void clockThatWentBackTakesNothingAway() {
        var open = span(CostKind.Disk, "1", 100, Optional.empty());
        assertThat(open.time(AT)).isEqualTo(Duration.ZERO);
        assertThat(open.amount(AT)).isZero();
    }

    @Test
    void totalsAreTheSumsByKind() {
        var totals = CostTotal.of(
                List.of(
                        span(CostKind.Disk, "0.1", 0, Optional.empty()),
                        span(CostKind.Compute, "2", 7200, Optional.empty()),
                        span(CostKind.Compute, "1", 0, Optional.of(3600L))),
                AT.plus(Duration.ofHours(3)));
        assertThat(totals).extracting(CostTotal::kind).containsExactly(CostKind.Compute, CostKind.Disk);
        assertThat(totals.get(0).amount()).isEqualByComparingTo("3");
        assertThat(totals.get(0).time()).isEqualTo(Duration.ofHours(2));
        assertThat(totals.get(0).hourlyRate().orElseThrow()).isEqualByComparingTo("2");
        assertThat(totals.get(1).amount()).isEqualByComparingTo("0.3");
        assertThat(totals).allMatch(CostTotal::priced);
    }

    @Test
    void whatHasNoPriceIsSaidToHaveNone() {
        var totals = CostTotal.of(List.of(span(CostKind.Compute, "", 0, Optional.empty())), AT.plusSeconds(60));
        assertThat(totals).hasSize(1);
        assertThat(totals.get(0).priced()).isFalse();
        assertThat(totals.get(0).hourlyRate()).isEmpty();
        assertThat(totals.get(0).time()).isEqualTo(Duration.ofMinutes(1));
    }
}
