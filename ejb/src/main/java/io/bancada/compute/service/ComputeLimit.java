package io.bancada.compute.service;

import io.bancada.compute.model.ComputeRepository;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.quota.service.QuotaService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** How many computes of all workspaces and kinds a location may have (H11). */
@ApplicationScoped
public class ComputeLimit {
    private final ComputeRepository computes;
    private final QuotaService quota;
    private final ComputeConfig config;

    @Inject
    public ComputeLimit(ComputeRepository computes, QuotaService quota, ComputeConfig config) {
        this.computes = computes;
        this.quota = quota;
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected ComputeLimit() {
        this(null, null, null);
    }

    /**
     * Goes on only where one more may be created in the caller's transaction, which has the lock of the location's ledger
     * from here on: of several that are created at once, each counts those before it.
     *
     * @throws BancadaException 409 QuotaExceeded naming the limit
     */
    public void requireRoom(String location) {
        quota.lock(location);
        var there = computes.count(location);
        if (there >= config.maxComputes()) {
            throw new BancadaException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "location",
                    Message.of("refused.computeLimit", location, there, config.maxComputes()));
        }
    }
}
