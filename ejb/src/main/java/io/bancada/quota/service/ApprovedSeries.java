package io.bancada.quota.service;

import io.bancada.catalog.service.SeriesApproval;
import io.bancada.quota.model.QuotaRequestRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A restricted series is approved where an administrator has approved a request for cores of its family (H2). */
@ApplicationScoped
public class ApprovedSeries implements SeriesApproval {
    private final QuotaRequestRepository requests;

    @Inject
    public ApprovedSeries(QuotaRequestRepository requests) {
        this.requests = requests;
    }

    @SuppressWarnings("NullAway")
    protected ApprovedSeries() {
        this(null);
    }

    @Override
    public boolean approved(String location, String family) {
        return requests.anyApproved(location, family);
    }
}
