package io.bancada.workspace.rest;

import io.bancada.error.BancadaException;
import io.bancada.web.Fields;
import io.bancada.web.StrictJson;
import io.bancada.workspace.service.WorkspaceRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of Workspaces_CreateOrUpdate and Workspaces_Update. */
record WorkspaceBody(
        @Nullable String location,
        @Nullable Map<String, @Nullable String> tags,
        @Nullable Properties properties) {
    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DEFINITION = 32_000;

    record Properties(
            @Nullable String friendlyName,
            @Nullable String description,
            @Nullable String keyVault,
            @Nullable String applicationInsights,
            @Nullable String containerRegistry,
            @Nullable String storageAccount,
            @Nullable String discoveryUrl,
            @Nullable String imageBuildCompute,
            @Nullable String primaryUserAssignedIdentity,
            @Nullable String publicNetworkAccess,
            @Nullable Boolean hbiWorkspace,
            @Nullable Boolean allowPublicAccessWhenBehindVnet) {}

    /** What a whole workspace is asked to be. */
    WorkspaceRequest creation() {
        var definition =
                properties == null ? "{}" : new String(StrictJson.write(kept(properties)), StandardCharsets.UTF_8);
        if (definition.length() > LONGEST_DEFINITION) {
            throw BancadaException.invalid("properties", "The properties are longer than can be kept; shorten them.");
        }
        return request(Optional.of(definition));
    }

    /** What of a workspace is asked to change: names, description and tags. */
    WorkspaceRequest change() {
        return request(Optional.empty());
    }

    private WorkspaceRequest request(Optional<String> definition) {
        return new WorkspaceRequest(
                Optional.ofNullable(location),
                Fields.text(
                        "properties.friendlyName", properties == null ? null : properties.friendlyName(), LONGEST_NAME),
                Fields.text(
                        "properties.description", properties == null ? null : properties.description(), LONGEST_TEXT),
                tags == null ? Optional.empty() : Optional.of(Fields.tags("tags", tags)),
                definition);
    }

    private static WorkspaceDefinition kept(Properties p) {
        return new WorkspaceDefinition(
                p.keyVault(),
                p.applicationInsights(),
                p.containerRegistry(),
                p.storageAccount(),
                p.discoveryUrl(),
                p.imageBuildCompute(),
                p.primaryUserAssignedIdentity(),
                p.publicNetworkAccess(),
                p.hbiWorkspace(),
                p.allowPublicAccessWhenBehindVnet());
    }
}
