package io.bancada.catalog.rest;

import java.util.List;

/** ARM's Provider: which resource types there are, where, in which versions. */
record ProviderResponse(String id, String namespace, String registrationState, List<ResourceType> resourceTypes) {
    record ResourceType(
            String resourceType, List<String> locations, List<String> apiVersions, String defaultApiVersion) {}

    private static final String NAMESPACE = "Microsoft.MachineLearningServices";
    private static final List<String> TYPES = List.of(
            "workspaces",
            "workspaces/computes",
            "workspaces/jobs",
            "workspaces/codes",
            "workspaces/codes/versions",
            "workspaces/environments",
            "workspaces/environments/versions",
            "locations",
            "locations/vmsizes",
            "locations/usages",
            "locations/quotas",
            "locations/updateQuotas",
            "locations/computeOperationsStatus",
            "operations");

    static ProviderResponse of(String subscription, String location, List<String> versions) {
        return new ProviderResponse(
                "/subscriptions/" + subscription + "/providers/" + NAMESPACE,
                NAMESPACE,
                "Registered",
                TYPES.stream()
                        .map(type -> new ResourceType(type, List.of(location), versions, versions.get(0)))
                        .toList());
    }
}
