package io.bancada.compute.service;

import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.model.VmSize;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.quota.model.QuotaKey;
import io.bancada.quota.service.QuotaLedger;
import io.bancada.quota.service.QuotaService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What an instance holds of the quota, from its creation to its end, whether it runs or not (H6, H7). */
@ApplicationScoped
public class InstanceQuota {
    private final QuotaService quota;

    @Inject
    public InstanceQuota(QuotaService quota) {
        this.quota = quota;
    }

    @SuppressWarnings("NullAway")
    protected InstanceQuota() {
        this(null);
    }

    /**
     * Reserves the cores of a size for the instance's node, in the caller's transaction, in place of what the node held
     * before.
     *
     * @param field the request's field that names the size, for the error
     * @throws BancadaException 409 QuotaExceeded; the caller's transaction is undone with it, and all is as it was
     */
    public void reserve(String field, ComputeInstance instance, Node node, VmSize size) {
        var cores = size.resources().cores();
        var key = new QuotaKey(instance.location(), size.family(), VmPriority.Dedicated);
        quota.lock(instance.location());
        quota.release(node.id());
        quota.ledger(instance.location())
                .blocking(key.family(), key.priority(), cores)
                .ifPresent(line -> {
                    throw new BancadaException(
                            ErrorCode.QUOTA_EXCEEDED,
                            field,
                            Message.of("refused.instanceQuota", size.name(), cores, QuotaLedger.words(line)));
                });
        quota.reserve(key, cores, instance.workspace().id(), node.id());
    }
}
