package io.bancada.compute.ui;

import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.quota.ui.QuotaBar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What more nodes of one size cost and take of the quota.
 *
 * @param offer the size as the location offers it
 * @param price of one node for an hour, in US dollars; empty where the catalogue has none
 * @param quota the ledger's lines that the nodes count against, before and after
 * @param tightest the limit that leaves the least room, as the page that asks for more names it
 * @param affordableNodes nodes that the quota has room for now
 */
public record NodeEstimate(
        VmSizeOffer offer, Optional<BigDecimal> price, List<QuotaBar> quota, String tightest, int affordableNodes) {}
