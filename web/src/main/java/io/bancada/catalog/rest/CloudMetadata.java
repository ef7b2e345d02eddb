package io.bancada.catalog.rest;

import java.net.URI;
import java.util.List;

/** What {@code az cloud register --endpoint-resource-manager} reads. */
record CloudMetadata(
        String galleryEndpoint, String graphEndpoint, String portalEndpoint, Authentication authentication) {
    record Authentication(String loginEndpoint, List<String> audiences) {}

    static CloudMetadata of(URI url) {
        var base = url.toString();
        return new CloudMetadata(base, base, base + "/portal/", new Authentication(base + "/adfs", List.of(base)));
    }
}
