package io.bancada.asset.rest;

import io.bancada.asset.service.CodeVersionRequest;
import io.bancada.error.BancadaException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of CodeVersions_CreateOrUpdate. */
record CodeVersionBody(@Nullable Properties properties) {
    private static final int LONGEST_URI = 4000;

    record Properties(
            @Nullable String description,
            @Nullable Map<String, @Nullable String> tags,
            @Nullable Map<String, @Nullable String> properties,
            @Nullable Boolean isAnonymous,
            @Nullable Boolean isArchived,
            @Nullable String codeUri) {}

    CodeVersionRequest request() {
        if (properties == null) {
            throw BancadaException.invalid("properties", "properties is required, with codeUri in it.");
        }
        var uri = properties.codeUri();
        if (uri != null && uri.length() > LONGEST_URI) {
            throw BancadaException.invalid("properties.codeUri", "Give at most " + LONGEST_URI + " characters.");
        }
        return new CodeVersionRequest(
                Optional.ofNullable(uri),
                Boolean.TRUE.equals(properties.isAnonymous()),
                AssetBody.texts(
                        properties.description(), properties.tags(), properties.properties(), properties.isArchived()));
    }
}
