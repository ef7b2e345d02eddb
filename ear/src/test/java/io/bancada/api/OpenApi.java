package io.bancada.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** ARM's own description of its API, as it is checked in beside the tests: see {@code openapi/SOURCES.md}. */
final class OpenApi {
    static final String VERSION = "2024-04-01/";
    private static final List<String> FILES =
            List.of("machineLearningServices.json", "mfe.json", "registries.json", "workspaceFeatures.json");
    private static final List<String> METHODS = List.of("get", "put", "patch", "post", "delete", "head");

    private final Map<String, JsonNode> files = new HashMap<>();

    /**
     * An operation.
     *
     * @param file the one that describes it, from the root of the resources
     * @param method in capitals
     */
    record Operation(String id, String file, String method, String path, JsonNode description) {}

    /** All operations by id. */
    Map<String, Operation> operations() {
        var operations = new TreeMap<String, Operation>();
        for (var name : FILES) {
            var file = VERSION + name;
            file(file)
                    .path("paths")
                    .fields()
                    .forEachRemaining(path -> METHODS.stream()
                            .filter(path.getValue()::has)
                            .map(m -> operation(
                                    file, m, path.getKey(), path.getValue().path(m)))
                            .forEach(o -> operations.put(o.id(), o)));
        }
        return operations;
    }

    /** A file by its path from the root of the resources. */
    JsonNode file(String path) {
        return files.computeIfAbsent(path, OpenApi::read);
    }

    private static Operation operation(String file, String method, String path, JsonNode description) {
        return new Operation(
                description.path("operationId").asText(),
                file,
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                description);
    }

    private static JsonNode read(String path) {
        try (var in = OpenApi.class.getResourceAsStream("openapi/" + path)) {
            return Api.JSON.readTree(Objects.requireNonNull(in, path));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
