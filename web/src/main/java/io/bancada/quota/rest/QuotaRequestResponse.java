package io.bancada.quota.rest;

import io.bancada.quota.model.QuotaRequestDetails;
import io.bancada.quota.model.QuotaRequestStatus;
import io.bancada.web.SystemData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request for more cores, as ARM would write it. */
record QuotaRequestResponse(String id, String name, String type, Properties properties, SystemData systemData) {
    private static final String TYPE = "Microsoft.MachineLearningServices/workspaces/quotaRequests";

    /**
     * What was asked for and what came of it.
     *
     * @param limit the limit that was asked for
     * @param presentLimit the limit at the time of asking
     * @param grantedLimit the limit that was set; only of an approved request
     * @param comment what was said with the decision
     */
    record Properties(
            String quotaId,
            LimitResponse.Name quota,
            String location,
            long limit,
            long presentLimit,
            @Nullable Long grantedLimit,
            String reason,
            QuotaRequestStatus status,
            @Nullable String comment,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}

    static QuotaRequestResponse from(QuotaRequestDetails r) {
        var name = new QuotaName(r.family(), r.priority());
        var properties = new Properties(
                "/subscriptions/" + r.workspace().subscription() + "/quotas/" + name.value(),
                new LimitResponse.Name(name.value(), name.words()),
                r.location(),
                r.wantedCores(),
                r.presentCores(),
                r.grantedCores().orElse(null),
                r.reason(),
                r.status(),
                r.decision().isEmpty() ? null : r.decision(),
                r.decidedByName().isEmpty() ? null : r.decidedByName(),
                r.decidedAt().orElse(null));
        var changedBy = r.decidedByName().isEmpty() ? r.askedByName() : r.decidedByName();
        return new QuotaRequestResponse(
                r.armId(),
                r.name(),
                TYPE,
                properties,
                SystemData.of(r.askedAt(), r.askedByName(), r.decidedAt().orElse(r.askedAt()), changedBy));
    }
}
