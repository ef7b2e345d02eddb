package io.bancada.quota.service;

import io.bancada.catalog.model.VmPriority;
import io.bancada.message.Message;
import io.bancada.quota.model.QuotaKey;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaUsage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A location's limits and what is reserved of them, as plain arithmetic. Dedicated cores count against their family and
 * the dedicated total; low-priority cores against the low-priority total only (H11).
 */
public final class QuotaLedger {
    private final List<QuotaUsage> lines;

    private QuotaLedger(List<QuotaUsage> lines) {
        this.lines = List.copyOf(lines);
    }

    /** The ledger from rows. */
    public static QuotaLedger of(Collection<QuotaLimit> limits, Map<QuotaKey, Long> reserved) {
        var lines = new ArrayList<QuotaUsage>();
        for (var limit : limits) {
            var used = reserved.entrySet().stream()
                    .filter(e -> e.getKey().priority() == limit.vmPriority())
                    .filter(e -> limit.family().equals(QuotaLimit.TOTAL)
                            || e.getKey().family().equals(limit.family()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            lines.add(new QuotaUsage(limit.family(), limit.vmPriority(), used, limit.cores()));
        }
        return new QuotaLedger(lines);
    }

    /** Every line: one a family and two totals. */
    public List<QuotaUsage> lines() {
        return lines;
    }

    /** The lines that cores of this family and priority count against. A family without a limit of its own has none. */
    public List<QuotaUsage> linesFor(String family, VmPriority priority) {
        return lines.stream().filter(l -> l.countsFor(family, priority)).toList();
    }

    /** How many machines of so many cores can still be reserved. */
    public int affordable(String family, VmPriority priority, long coresEach) {
        return (int) Math.min(
                Integer.MAX_VALUE,
                linesFor(family, priority).stream()
                        .mapToLong(l -> l.free() / coresEach)
                        .min()
                        .orElse(0));
    }

    /** The line that more cores would exceed, as it is now; empty when they fit. */
    public Optional<QuotaUsage> blocking(String family, VmPriority priority, long cores) {
        return linesFor(family, priority).stream()
                .filter(l -> l.plus(cores).exceeded())
                .findFirst();
    }

    /** The line in words, such as {@code standardDv2Family 8 of 8 cores}. */
    public static Message words(QuotaUsage line) {
        var name = line.family().equals(QuotaLimit.TOTAL)
                ? Message.of(
                        line.priority() == VmPriority.Dedicated ? "quota.totalDedicated" : "quota.totalLowPriority")
                : Message.text(line.family());
        return Message.of("quota.line", name, line.used(), line.limit());
    }
}
