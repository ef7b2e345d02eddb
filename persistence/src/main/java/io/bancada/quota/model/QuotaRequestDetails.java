package io.bancada.quota.model;

import io.bancada.catalog.model.VmPriority;
import io.bancada.workspace.model.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * A request for more cores, as people and clients read it.
 *
 * @param presentCores the limit at the time of asking
 * @param wantedCores the limit that was asked for
 * @param grantedCores the limit that was set; empty unless approved
 * @param decision what was said with the decision; empty when nothing was
 * @param askedBy subject of the person who asked
 * @param decidedByName who decided; empty while nobody has
 */
public record QuotaRequestDetails(
        WorkspaceId workspace,
        String name,
        String location,
        String family,
        VmPriority priority,
        long presentCores,
        long wantedCores,
        Optional<Long> grantedCores,
        String reason,
        QuotaRequestStatus status,
        String decision,
        Instant askedAt,
        String askedBy,
        String askedByName,
        Optional<Instant> decidedAt,
        String decidedByName) {
    public static QuotaRequestDetails from(QuotaRequest r, String subscription) {
        return new QuotaRequestDetails(
                r.workspace().armId(subscription),
                r.name(),
                r.location(),
                r.family(),
                r.vmPriority(),
                r.presentCores(),
                r.wantedCores(),
                r.grantedCores(),
                r.reason(),
                r.status(),
                r.decision(),
                r.askedAt(),
                r.askedBy(),
                r.askedByName(),
                r.decidedAt(),
                r.decidedByName());
    }

    /** The request's ARM id. */
    public String armId() {
        return workspace.child("quotaRequests", name);
    }

    /** Whether nobody has decided yet. */
    public boolean pending() {
        return status == QuotaRequestStatus.Pending;
    }

    /** Whether it is about all families together. */
    public boolean total() {
        return family.equals(QuotaLimit.TOTAL);
    }
}
