package io.bancada.quota.service;

import io.bancada.catalog.model.VmPriority;
import io.bancada.error.BancadaException;

/**
 * What a person asks for.
 *
 * @param family VM family, or {@link io.bancada.quota.model.QuotaLimit#TOTAL}
 * @param cores the limit that is wanted, not how much more
 * @param reason what the cores are for, in the words of the person
 */
public record QuotaAsk(String family, VmPriority priority, long cores, String reason) {
    /** The longest reason, and the longest comment of a decision, in characters. */
    public static final int LONGEST_TEXT = 1000;

    public QuotaAsk {
        reason = text("properties.reason", reason);
        if (reason.isEmpty()) {
            throw BancadaException.invalid("properties.reason", "reason is required; say what the cores are for.");
        }
    }

    /**
     * A text of a person, without the blanks around it.
     *
     * @throws BancadaException 400 for one that is too long
     */
    static String text(String field, String given) {
        var text = given.strip();
        if (text.length() > LONGEST_TEXT || text.indexOf(0) >= 0) {
            throw BancadaException.invalid(
                    field,
                    "The text has " + text.length() + " characters; give up to " + LONGEST_TEXT
                            + ", none of them NUL.");
        }
        return text;
    }
}
