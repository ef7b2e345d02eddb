package io.bancada.cost.service;

import io.bancada.cost.model.CostSpan;
import io.bancada.cost.model.CostTotal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a compute has cost.
 *
 * @param spans newest first
 * @param totals by kind
 * @param asOf until when what goes on is counted
 */
public record CostSoFar(List<CostSpan> spans, List<CostTotal> totals, Instant asOf) {
    static CostSoFar of(List<CostSpan> spans, Instant now) {
        return new CostSoFar(spans, CostTotal.of(spans, now), now);
    }

    /** Since when it has cost anything; empty where it never has. */
    public Optional<Instant> since() {
        return spans.stream().map(CostSpan::began).min(Instant::compareTo);
    }

    /** US dollars, of all kinds. */
    public BigDecimal amount() {
        return totals.stream().map(CostTotal::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
