package io.bancada.cost.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one kind of cost has come to.
 *
 * @param time for how long it has cost
 * @param amount US dollars
 * @param hourlyRate what it costs now by the hour; empty while it costs nothing, or has no price
 * @param priced whether all of the time has a price
 */
public record CostTotal(
        CostKind kind, Duration time, BigDecimal amount, Optional<BigDecimal> hourlyRate, boolean priced) {
    /** The sums of the spans by kind; kinds without one are left out. */
    public static List<CostTotal> of(List<CostSpan> spans, Instant now) {
        return Arrays.stream(CostKind.values())
                .map(kind ->
                        spans.stream().filter(s -> s.charge().kind() == kind).toList())
                .filter(same -> !same.isEmpty())
                .map(same -> sum(same, now))
                .toList();
    }

    private static CostTotal sum(List<CostSpan> same, Instant now) {
        return new CostTotal(
                same.get(0).charge().kind(),
                same.stream().map(s -> s.time(now)).reduce(Duration.ZERO, Duration::plus),
                same.stream().map(s -> s.amount(now)).reduce(BigDecimal.ZERO, BigDecimal::add),
                same.stream()
                        .filter(s -> s.ended().isEmpty())
                        .flatMap(s -> s.charge().hourlyRate().stream())
                        .reduce(BigDecimal::add),
                same.stream().allMatch(s -> s.charge().hourlyRate().isPresent()));
    }
}
