package io.bancada.environment.rest;

import io.bancada.asset.rest.AssetBody;
import io.bancada.environment.rest.EnvironmentDefinition.Build;
import io.bancada.environment.rest.EnvironmentDefinition.Inference;
import io.bancada.environment.service.EnvironmentVersionRequest;
import io.bancada.error.BancadaException;
import io.bancada.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of EnvironmentVersions_CreateOrUpdate. */
record EnvironmentVersionBody(@Nullable Properties properties) {
    private static final int LONGEST_DEFINITION = 32_000;

    record Properties(
            @Nullable String description,
            @Nullable Map<String, @Nullable String> tags,
            @Nullable Map<String, @Nullable String> properties,
            @Nullable Boolean isAnonymous,
            @Nullable Boolean isArchived,
            @Nullable String autoRebuild,
            @Nullable Build build,
            @Nullable String condaFile,
            @Nullable String image,
            @Nullable Inference inferenceConfig,
            @Nullable String osType,
            @Nullable String stage) {}

    EnvironmentVersionRequest request() {
        if (properties == null) {
            throw BancadaException.invalid(
                    "properties", "properties is required, with interpreterPath in its properties.");
        }
        return new EnvironmentVersionRequest(
                said(properties.image()),
                said(properties.condaFile()),
                properties.build() != null,
                said(properties.osType()),
                Boolean.TRUE.equals(properties.isAnonymous()),
                definition(properties),
                AssetBody.texts(
                        properties.description(), properties.tags(), properties.properties(), properties.isArchived()));
    }

    private static String definition(Properties asked) {
        var kept =
                new EnvironmentDefinition(asked.autoRebuild(), asked.inferenceConfig(), asked.osType(), asked.stage());
        var json = new String(StrictJson.write(kept), StandardCharsets.UTF_8);
        if (json.length() > LONGEST_DEFINITION) {
            throw BancadaException.invalid("properties", "The properties are longer than they may be; say less.");
        }
        return json;
    }

    private static Optional<String> said(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }
}
