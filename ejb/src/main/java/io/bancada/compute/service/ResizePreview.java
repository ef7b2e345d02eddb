package io.bancada.compute.service;

import io.bancada.catalog.model.VmSize;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.quota.model.QuotaUsage;
import java.util.List;

/**
 * What another size of an instance would take of the quota, before it is resized.
 *
 * @param now the size that it has
 * @param target the size that it would get, as the location offers it
 * @param before the ledger's lines that either size counts against, as they are
 * @param after the same lines as they would be
 */
public record ResizePreview(VmSize now, VmSizeOffer target, List<QuotaUsage> before, List<QuotaUsage> after) {
    /** Whether the quota has room for it. */
    public boolean fits() {
        for (var i = 0; i < after.size(); i++) {
            if (after.get(i).exceeded() && after.get(i).used() > before.get(i).used()) {
                return false;
            }
        }
        return true;
    }
}
