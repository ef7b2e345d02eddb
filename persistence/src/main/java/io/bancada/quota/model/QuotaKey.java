package io.bancada.quota.model;

import io.bancada.catalog.model.VmPriority;

/**
 * What cores are counted under.
 *
 * @param location the location's name
 * @param family the VM family, such as {@code standardDv2Family}
 * @param priority dedicated and low-priority cores are counted apart
 */
public record QuotaKey(String location, String family, VmPriority priority) {}
