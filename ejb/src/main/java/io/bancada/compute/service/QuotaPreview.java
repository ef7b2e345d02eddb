package io.bancada.compute.service;

import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.quota.model.QuotaUsage;
import java.util.List;

/**
 * What a cluster would take of the quota, before it is created.
 *
 * @param offer the size as the location offers it
 * @param before the ledger's lines that it counts against, as they are
 * @param atMinimum cores that it holds from the start
 * @param atMaximum cores that it holds when all nodes are there
 * @param affordableNodes nodes that the quota has room for now
 */
public record QuotaPreview(
        VmSizeOffer offer, List<QuotaUsage> before, long atMinimum, long atMaximum, int affordableNodes) {}
