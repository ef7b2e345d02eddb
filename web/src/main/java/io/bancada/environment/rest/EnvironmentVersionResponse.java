package io.bancada.environment.rest;

import io.bancada.asset.rest.AssetSystemData;
import io.bancada.environment.model.EnvironmentVersionDetails;
import io.bancada.environment.rest.EnvironmentDefinition.Inference;
import io.bancada.web.StrictJson;
import io.bancada.web.SystemData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ARM's EnvironmentVersionResource. */
record EnvironmentVersionResponse(String id, String name, String type, Properties properties, SystemData systemData) {
    record Properties(
            @Nullable String description,
            Map<String, String> tags,
            Map<String, String> properties,
            boolean isAnonymous,
            boolean isArchived,
            @Nullable String autoRebuild,
            String environmentType,
            @Nullable Inference inferenceConfig,
            String osType,
            @Nullable String stage,
            String provisioningState) {}

    static EnvironmentVersionResponse from(EnvironmentVersionDetails v) {
        var kept = StrictJson.stored(v.definition(), EnvironmentDefinition.class);
        var texts = v.texts();
        return new EnvironmentVersionResponse(
                v.armId(),
                v.version(),
                "Microsoft.MachineLearningServices/workspaces/environments/versions",
                new Properties(
                        texts.description().isEmpty() ? null : texts.description(),
                        texts.tags(),
                        texts.properties(),
                        v.anonymous(),
                        texts.archived(),
                        kept.autoRebuild(),
                        v.curated() ? "Curated" : "UserCreated",
                        kept.inferenceConfig(),
                        "Linux",
                        kept.stage(),
                        "Succeeded"),
                AssetSystemData.of(v.stamps()));
    }
}
