package io.bancada.quota.rest;

import io.bancada.web.Fields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of QuotaRequests_Approve and QuotaRequests_Decline.
 *
 * @param limit the limit to set when it is not the one that was asked for
 * @param comment for whoever asked
 */
record QuotaDecisionRequest(@Nullable Long limit, @Nullable String comment) {
    /** More than any comment may have, so that the service says how long it may be. */
    private static final int LONGEST_COMMENT = 1_000_000;

    Optional<Long> granted() {
        return Optional.ofNullable(limit);
    }

    String words() {
        return Fields.text("comment", comment, LONGEST_COMMENT).orElse("");
    }
}
