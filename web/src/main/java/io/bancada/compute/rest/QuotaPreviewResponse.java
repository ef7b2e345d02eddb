package io.bancada.compute.rest;

import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.service.QuotaPreview;
import io.bancada.quota.model.QuotaUsage;
import java.util.List;

/** What a cluster would take of the quota. */
record QuotaPreviewResponse(
        String vmSize,
        int coresPerNode,
        long coresAtMinimum,
        long coresAtMaximum,
        int affordableNodes,
        List<Line> quotas) {
    record Line(String family, VmPriority priority, long currentValue, long limit) {
        private static Line from(QuotaUsage u) {
            return new Line(u.family(), u.priority(), u.used(), u.limit());
        }
    }

    static QuotaPreviewResponse from(QuotaPreview p) {
        return new QuotaPreviewResponse(
                p.offer().size().name(),
                p.offer().size().resources().cores(),
                p.atMinimum(),
                p.atMaximum(),
                p.affordableNodes(),
                p.before().stream().map(Line::from).toList());
    }
}
