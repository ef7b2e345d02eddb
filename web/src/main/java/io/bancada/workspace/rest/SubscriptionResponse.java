package io.bancada.workspace.rest;

import java.util.Map;

/** ARM's Subscription. */
record SubscriptionResponse(
        String id,
        String subscriptionId,
        String tenantId,
        String displayName,
        String state,
        Policies subscriptionPolicies,
        String authorizationSource,
        Map<String, String> tags) {
    record Policies(String locationPlacementId, String quotaId, String spendingLimit) {}

    static SubscriptionResponse of(String subscription, String tenant) {
        return new SubscriptionResponse(
                "/subscriptions/" + subscription,
                subscription,
                tenant,
                "Bancada",
                "Enabled",
                new Policies("Internal_2014-09-01", "Internal_2014-09-01", "Off"),
                "RoleBased",
                Map.of());
    }
}
