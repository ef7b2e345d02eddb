package io.bancada.quota.ui;

import io.bancada.quota.model.QuotaRequestDetails;

/**
 * One request in a list.
 *
 * @param line the limit that it is about, in words
 * @param change the limit before and after, in words
 */
public record QuotaRequestRow(QuotaRequestDetails request, String line, String change) {}
