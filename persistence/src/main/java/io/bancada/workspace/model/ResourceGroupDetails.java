package io.bancada.workspace.model;

import java.util.Map;

/** A resource group as the API shows it. */
public record ResourceGroupDetails(String subscription, String name, String location, Map<String, String> tags) {
    public static ResourceGroupDetails from(ResourceGroup g, String subscription) {
        return new ResourceGroupDetails(subscription, g.name(), g.location(), g.tags());
    }
}
