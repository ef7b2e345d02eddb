package io.bancada.asset.rest;

import io.bancada.asset.model.AssetContainerDetails;
import io.bancada.web.SystemData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ARM's CodeContainerResource and EnvironmentContainerResource. */
public record AssetContainerResponse(
        String id, String name, String type, Properties properties, SystemData systemData) {
    /** ARM's AssetContainer. */
    public record Properties(
            @Nullable String description,
            Map<String, String> tags,
            Map<String, String> properties,
            boolean isArchived,
            @Nullable String latestVersion,
            String nextVersion,
            String provisioningState) {}

    public static AssetContainerResponse from(AssetContainerDetails c) {
        var texts = c.texts();
        return new AssetContainerResponse(
                c.armId(),
                c.name(),
                "Microsoft.MachineLearningServices/workspaces/" + c.collection(),
                new Properties(
                        texts.description().isEmpty() ? null : texts.description(),
                        texts.tags(),
                        texts.properties(),
                        texts.archived(),
                        c.latestVersion().orElse(null),
                        c.nextVersion(),
                        "Succeeded"),
                AssetSystemData.of(c.stamps()));
    }
}
