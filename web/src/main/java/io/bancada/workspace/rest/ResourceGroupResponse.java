package io.bancada.workspace.rest;

import io.bancada.workspace.model.ResourceGroupDetails;
import java.util.Map;

/** ARM's ResourceGroup. */
record ResourceGroupResponse(
        String id, String name, String type, String location, Map<String, String> tags, Properties properties) {
    record Properties(String provisioningState) {}

    static ResourceGroupResponse from(ResourceGroupDetails g) {
        return new ResourceGroupResponse(
                "/subscriptions/" + g.subscription() + "/resourceGroups/" + g.name(),
                g.name(),
                "Microsoft.Resources/resourceGroups",
                g.location(),
                g.tags(),
                new Properties("Succeeded"));
    }
}
