package io.bancada.quota.ui;

import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaUsage;

/**
 * One line of the ledger as a bar.
 *
 * @param line as it is now
 * @param after the line as it would be; the same where nothing is asked
 * @param label the family, or what the total is of
 * @param numbers used and limit in words
 */
public record QuotaBar(QuotaUsage line, QuotaUsage after, String label, String numbers) {
    /** Whether it is a total of all families. */
    public boolean total() {
        return line.family().equals(QuotaLimit.TOTAL);
    }

    /** How full it is, in thousandths. */
    public long usedPermille() {
        return permille(line);
    }

    /** How full it would be, in thousandths. */
    public long afterPermille() {
        return permille(after);
    }

    /** The colour's meaning: amber when nearly full, red when more is asked than there is. */
    public String tone() {
        if (after.exceeded()) {
            return "red";
        }
        return permille(after) >= 850 ? "amber" : "";
    }

    private static long permille(QuotaUsage usage) {
        return usage.limit() == 0 ? (usage.used() > 0 ? 1000 : 0) : Math.min(1000, usage.used() * 1000 / usage.limit());
    }
}
