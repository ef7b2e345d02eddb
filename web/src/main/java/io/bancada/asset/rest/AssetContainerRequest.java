package io.bancada.asset.rest;

import io.bancada.asset.model.AssetTexts;
import io.bancada.error.BancadaException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of CodeContainers_CreateOrUpdate and EnvironmentContainers_CreateOrUpdate. */
public record AssetContainerRequest(@Nullable Properties properties) {
    /** ARM's AssetContainer, as far as clients may write it. */
    public record Properties(
            @Nullable String description,
            @Nullable Map<String, @Nullable String> tags,
            @Nullable Map<String, @Nullable String> properties,
            @Nullable Boolean isArchived) {}

    public AssetTexts texts() {
        if (properties == null) {
            throw BancadaException.invalid("properties", "properties is required; an empty object will do.");
        }
        return AssetBody.texts(
                properties.description(), properties.tags(), properties.properties(), properties.isArchived());
    }
}
