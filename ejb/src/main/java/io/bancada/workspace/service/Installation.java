package io.bancada.workspace.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What this installation is, from configuration: {@code bancada.home}, {@code bancada.url},
 * {@code bancada.subscription-id}, {@code bancada.tenant-id}, {@code bancada.location} (default {@code local}),
 * {@code bancada.resource-group} (default {@code default}) and {@code bancada.workspace} (default {@code main}). A
 * missing or bad value stops the deployment.
 */
@ApplicationScoped
public class Installation {
    private final String subscription;
    private final String tenant;
    private final String location;
    private final String resourceGroup;
    private final String workspace;
    private final URI url;
    private final Path home;

    public Installation() {
        this(ConfigProvider.getConfig());
    }

    Installation(Config config) {
        this(
                config.getValue("bancada.subscription-id", UUID.class),
                config.getValue("bancada.tenant-id", UUID.class),
                config.getOptionalValue("bancada.location", String.class).orElse("local"),
                config.getOptionalValue("bancada.resource-group", String.class).orElse("default"),
                config.getOptionalValue("bancada.workspace", String.class).orElse("main"),
                config.getValue("bancada.url", URI.class),
                Path.of(config.getValue("bancada.home", String.class)));
    }

    public Installation(
            UUID subscription,
            UUID tenant,
            String location,
            String resourceGroup,
            String workspace,
            URI url,
            Path home) {
        if (url.getHost() == null || url.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "bancada.url is '" + url + "'; give an absolute address without a trailing slash");
        }
        ResourceNames.requireGroup(resourceGroup);
        ResourceNames.requireWorkspace(workspace);
        this.subscription = subscription.toString();
        this.tenant = tenant.toString();
        this.location = location;
        this.resourceGroup = resourceGroup;
        this.workspace = workspace;
        this.url = url;
        this.home = home.toAbsolutePath();
    }

    /** The one subscription, a UUID. */
    public String subscription() {
        return subscription;
    }

    /** The tenant, a UUID. */
    public String tenant() {
        return tenant;
    }

    /** The location that the first start makes. */
    public String location() {
        return location;
    }

    /** The resource group that the first start makes. */
    public String resourceGroup() {
        return resourceGroup;
    }

    /** The workspace that the first start makes. */
    public String workspace() {
        return workspace;
    }

    /** Where the API and the portal answer, without a trailing slash. */
    public URI url() {
        return url;
    }

    /** The directory of everything that must survive. */
    public Path home() {
        return home;
    }
}
