package io.bancada.quota.service;

import io.bancada.quota.model.QuotaRequestDetails;

/**
 * A request that was sent.
 *
 * @param created false when the same request was there already
 */
public record QuotaAsked(QuotaRequestDetails request, boolean created) {}
