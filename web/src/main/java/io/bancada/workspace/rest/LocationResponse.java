package io.bancada.workspace.rest;

/** ARM's Location. */
record LocationResponse(String id, String name, String type, String displayName, String regionalDisplayName) {
    static LocationResponse of(String subscription, String name) {
        return new LocationResponse(
                "/subscriptions/" + subscription + "/locations/" + name, name, "Region", name, name);
    }
}
