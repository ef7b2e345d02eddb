package io.bancada.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** OpenAPI 3.0 of what is served. It names no installation's ids, only where this one answers. */
final class OpenApiDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final OpenApiSchemas schemas = new OpenApiSchemas();

    /** The description of the operations. */
    ObjectNode of(Collection<ServedOperation> operations, URI server) {
        var paths = new TreeMap<String, ObjectNode>();
        operations.stream()
                .sorted(Comparator.comparing(ServedOperation::id))
                .forEach(o -> paths.computeIfAbsent(o.path(), p -> JSON.objectNode())
                        .set(o.method().toLowerCase(Locale.ROOT), operation(o)));
        var error = schemas.of(ArmError.class);
        var document = JSON.objectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "Bancada")
                .put("version", ApiVersions.NEWEST)
                .put(
                        "description",
                        "Azure Machine Learning's compute REST API as this product serves it, with its own additions."
                                + " Paths match without regard to case; unknown properties are ignored.");
        document.putArray("servers").addObject().put("url", server.toString());
        document.putObject("paths").setAll(paths);
        var components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        var failed = components.putObject("responses").putObject("Failed");
        failed.put("description", "What is wrong and what to do.");
        failed.putObject("content").putObject(MediaType.APPLICATION_JSON).set("schema", error);
        components.set("schemas", schemas.all());
        return document;
    }

    private ObjectNode operation(ServedOperation o) {
        var node = JSON.objectNode().put("operationId", o.id()).put("summary", o.summary());
        node.putArray("tags").add(o.id().substring(0, o.id().indexOf('_')));
        node.put("x-bancada-access", o.access().name());
        o.actions().forEach(node.putArray("x-bancada-actions")::add);
        parameters(o, node.putArray("parameters"));
        if (!o.consumes().isEmpty()) {
            var media = node.putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject(o.consumes());
            o.request()
                    .ifPresentOrElse(
                            type -> media.set("schema", schemas.of(type)), () -> media.set("schema", binary()));
        }
        responses(o, node.putObject("responses"));
        var security = node.putArray("security");
        if (o.needsToken()) {
            security.addObject().putArray("token");
        }
        return node;
    }

    private static void parameters(ServedOperation o, ArrayNode parameters) {
        var names = PARAMETER.matcher(o.path());
        while (names.find()) {
            parameter(parameters, names.group(1), "path", true);
        }
        if (o.needsToken()) {
            var versions = parameter(parameters, "api-version", "query", true).putArray("enum");
            ApiVersions.supported(o.path()).forEach(versions::add);
        }
        o.query().forEach(q -> parameter(parameters, q.replace("*", ""), "query", q.endsWith("*")));
    }

    /** The schema of the parameter that is added. */
    private static ObjectNode parameter(ArrayNode parameters, String name, String in, boolean required) {
        var schema = parameters
                .addObject()
                .put("name", name)
                .put("in", in)
                .put("required", required)
                .putObject("schema");
        return name.equals("$top") ? schema.put("type", "integer").put("minimum", 1) : schema.put("type", "string");
    }

    private void responses(ServedOperation o, ObjectNode responses) {
        o.statuses().forEach(status -> {
            var response = responses.putObject(status.toString()).put("description", description(status));
            var hasBody = List.of(200, 201, 206, 503).contains(status)
                    && !o.method().equals("DELETE")
                    && !o.method().equals("HEAD");
            o.response()
                    .filter(type -> hasBody)
                    .ifPresent(type -> response.putObject("content")
                            .putObject(MediaType.APPLICATION_JSON)
                            .set("schema", schemas.of(type)));
            if (hasBody && o.response().isEmpty()) {
                response.putObject("content").putObject(o.produces()).set("schema", binary());
            }
        });
        responses.putObject("default").put("$ref", "#/components/responses/Failed");
    }

    private static String description(int status) {
        return switch (status) {
            case 200 -> "It is so.";
            case 201 -> "It was made.";
            case 202 -> "It was accepted: poll Azure-AsyncOperation or Location.";
            case 204 -> "There is nothing to say, or nothing there.";
            case 206 -> "A part of it.";
            case 303 -> "It is elsewhere.";
            default -> "Not now.";
        };
    }

    private static ObjectNode binary() {
        return JSON.objectNode().put("type", "string").put("format", "binary");
    }
}
