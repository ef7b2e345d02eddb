package io.bancada.quota.rest;

import io.bancada.catalog.model.VmPriority;
import io.bancada.error.BancadaException;
import io.bancada.quota.model.QuotaLimit;
import java.util.Locale;

/**
 * A line of the ledger by name: {@code standardDv2Family}, {@code TotalDedicatedCores}, {@code TotalLowPriorityCores},
 * or with {@code :LowPriority} behind it for low-priority cores of one family.
 */
record QuotaName(String family, VmPriority priority) {
    private static final String DEDICATED = "TotalDedicatedCores";
    private static final String LOW_PRIORITY = "TotalLowPriorityCores";
    private static final String SUFFIX = ":LowPriority";

    String value() {
        if (family.equals(QuotaLimit.TOTAL)) {
            return priority == VmPriority.Dedicated ? DEDICATED : LOW_PRIORITY;
        }
        return priority == VmPriority.Dedicated ? family : family + SUFFIX;
    }

    /** For people. */
    String words() {
        var kind = priority == VmPriority.Dedicated ? "Dedicated" : "LowPriority";
        return family.equals(QuotaLimit.TOTAL)
                ? "Total Cluster " + kind + " Regional vCPUs"
                : family + " Cluster " + kind + " vCPUs";
    }

    /** The kind of line, as ARM's resource types name it. */
    String kind() {
        if (!family.equals(QuotaLimit.TOTAL)) {
            return "vmFamily";
        }
        return priority == VmPriority.Dedicated ? "dedicatedCores" : "lowPriorityCores";
    }

    /**
     * The line that an id ends in.
     *
     * @throws BancadaException 400 naming the field
     */
    static QuotaName parse(String field, String id) {
        var at = id.toLowerCase(Locale.ROOT).lastIndexOf("/quotas/");
        if (at < 0 || id.substring(0, at).toLowerCase(Locale.ROOT).contains("/resourcegroups/")) {
            throw BancadaException.invalid(
                    field, "'" + id + "' is the id of no quota of this location; the list of quotas has them.");
        }
        var name = id.substring(at + "/quotas/".length());
        if (name.equalsIgnoreCase(DEDICATED)) {
            return new QuotaName(QuotaLimit.TOTAL, VmPriority.Dedicated);
        }
        if (name.equalsIgnoreCase(LOW_PRIORITY)) {
            return new QuotaName(QuotaLimit.TOTAL, VmPriority.LowPriority);
        }
        return name.endsWith(SUFFIX)
                ? new QuotaName(name.substring(0, name.length() - SUFFIX.length()), VmPriority.LowPriority)
                : new QuotaName(name, VmPriority.Dedicated);
    }
}
