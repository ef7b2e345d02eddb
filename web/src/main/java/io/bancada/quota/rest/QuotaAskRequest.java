package io.bancada.quota.rest;

import io.bancada.error.BancadaException;
import io.bancada.quota.service.QuotaAsk;
import io.bancada.web.Fields;
import org.jspecify.annotations.Nullable;

/** The body of QuotaRequests_Create. */
record QuotaAskRequest(@Nullable Properties properties) {
    private static final int LONGEST_ID = 1000;
    /** More than any reason may have, so that the service says how long it may be. */
    private static final int LONGEST_REASON = 1_000_000;

    /**
     * What is asked for.
     *
     * @param quotaId id of the limit, as the list of quotas has it
     * @param limit the limit that is wanted
     * @param reason what the cores are for
     */
    record Properties(
            @Nullable String quotaId,
            @Nullable Long limit,
            @Nullable String reason) {}

    /**
     * The request, when it can be read.
     *
     * @throws BancadaException 400 naming the field
     */
    QuotaAsk ask() {
        if (properties == null) {
            throw BancadaException.invalid(
                    "properties", "properties is required; give quotaId, limit and reason in it.");
        }
        var name = QuotaName.parse(
                "properties.quotaId", Fields.required("properties.quotaId", properties.quotaId(), LONGEST_ID));
        if (properties.limit() == null) {
            throw BancadaException.invalid("properties.limit", "limit is required; give the cores that you want.");
        }
        return new QuotaAsk(
                name.family(),
                name.priority(),
                properties.limit(),
                Fields.text("properties.reason", properties.reason(), LONGEST_REASON)
                        .orElse(""));
    }
}
