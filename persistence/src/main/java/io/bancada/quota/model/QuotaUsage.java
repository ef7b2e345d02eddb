package io.bancada.quota.model;

import io.bancada.catalog.model.VmPriority;

/**
 * One line of the ledger.
 *
 * @param family VM family, or {@link QuotaLimit#TOTAL}
 * @param priority dedicated or low priority
 * @param used reserved cores
 * @param limit cores at most
 */
public record QuotaUsage(String family, VmPriority priority, long used, long limit) {
    /**
     * Whether cores of this family and priority count against the line: dedicated ones against their family and the total,
     * low-priority ones against the total only (H11).
     */
    public boolean countsFor(String vmFamily, VmPriority vmPriority) {
        return priority == vmPriority
                && (family.equals(QuotaLimit.TOTAL) || (priority == VmPriority.Dedicated && family.equals(vmFamily)));
    }

    /** Cores that can still be reserved; 0 where the limit was lowered below the use. */
    public long free() {
        return Math.max(0, limit - used);
    }

    /** The line as it would be with more cores reserved. */
    public QuotaUsage plus(long cores) {
        return new QuotaUsage(family, priority, used + cores, limit);
    }

    /** Whether more is reserved than allowed. */
    public boolean exceeded() {
        return used > limit;
    }
}
