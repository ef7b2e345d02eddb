package io.bancada.catalog.rest;

import io.bancada.web.WebConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Anonymous: how {@code az} finds its way around a cloud before it signs on. */
@Path("/metadata/endpoints")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CloudMetadataResource {
    private final WebConfig config;

    @Inject
    public CloudMetadataResource(WebConfig config) {
        this.config = config;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public CloudMetadataResource() {
        this(null);
    }

    @GET
    public CloudMetadata endpoints() {
        return CloudMetadata.of(config.url());
    }
}
