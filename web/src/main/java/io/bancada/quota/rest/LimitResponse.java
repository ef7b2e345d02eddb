package io.bancada.quota.rest;

import io.bancada.quota.model.QuotaUsage;
import org.jspecify.annotations.Nullable;

/**
 * ARM's Usage, ResourceQuota and UpdateWorkspaceQuotas, which differ in what they leave out.
 *
 * @param currentValue reserved cores; only of a usage
 * @param status only of an update
 */
record LimitResponse(
        String id,
        String type,
        @Nullable String amlWorkspaceLocation,
        @Nullable Name name,
        @Nullable Long currentValue,
        @Nullable Long limit,
        String unit,
        @Nullable String status) {
    record Name(String value, String localizedValue) {}

    private static final String PROVIDER = "Microsoft.MachineLearningServices/";
    private static final String UNIT = "Count";

    static LimitResponse usage(String subscription, String location, QuotaUsage u) {
        var name = new QuotaName(u.family(), u.priority());
        return new LimitResponse(
                "/subscriptions/" + subscription + "/usages/" + name.value(),
                PROVIDER + name.kind() + "/usages",
                location,
                new Name(name.value(), name.words()),
                u.used(),
                u.limit(),
                UNIT,
                null);
    }

    static LimitResponse quota(String subscription, String location, QuotaUsage u) {
        var name = new QuotaName(u.family(), u.priority());
        return new LimitResponse(
                "/subscriptions/" + subscription + "/quotas/" + name.value(),
                PROVIDER + name.kind() + "/quotas",
                location,
                new Name(name.value(), name.words()),
                null,
                u.limit(),
                UNIT,
                null);
    }

    static LimitResponse updated(String id, QuotaUsage u) {
        return status(id, u.limit(), "Success");
    }

    static LimitResponse refused(String id, String status) {
        return status(id, null, status);
    }

    private static LimitResponse status(String id, @Nullable Long limit, String status) {
        return new LimitResponse(id, PROVIDER + "vmFamily/quotas", null, null, null, limit, UNIT, status);
    }
}
