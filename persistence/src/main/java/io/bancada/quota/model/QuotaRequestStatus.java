package io.bancada.quota.model;

import java.util.Set;

/** What came of a request for more cores. */
public enum QuotaRequestStatus {
    /** Nobody has decided yet. */
    Pending,
    /** The limit was raised, wholly or in part. */
    Approved,
    /** The limit stays; the decision says why. */
    Declined,
    /** Whoever asked took it back. */
    Canceled;

    /** What it can become; a decision is final. */
    public Set<QuotaRequestStatus> next() {
        return switch (this) {
            case Pending -> Set.of(Approved, Declined, Canceled);
            case Approved, Declined, Canceled -> Set.of();
        };
    }
}
