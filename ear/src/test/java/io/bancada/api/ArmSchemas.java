package io.bancada.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bodies against the OpenAPI, more strictly than Swagger 2 reads: a property that the description does not name is a
 * fault, {@code discriminator} leads to the subtype whose {@code x-ms-discriminator-value} the body has, and formats
 * count. For that the definitions are rewritten as JSON Schema, with {@code allOf} folded in.
 */
final class ArmSchemas {
    private static final String DEFINITIONS = "#/definitions/";
    private static final List<String> COPIED =
            List.of("type", "format", "pattern", "minimum", "maximum", "minLength", "maxLength", "enum");

    private final OpenApi api;
    private final ObjectNode definitions = Api.JSON.createObjectNode();

    ArmSchemas(OpenApi api) {
        this.api = api;
    }

    /** What is wrong with an answer's body; nothing when it is as described. */
    List<String> problems(OpenApi.Operation operation, int status, JsonNode body) {
        var responses = operation.description().path("responses");
        var response = responses.path(responses.has("" + status) ? "" + status : "default");
        if (status < 400 && !responses.has("" + status)) {
            return List.of(operation.id() + " does not answer " + status);
        }
        if (!response.has("schema")) {
            return body.isMissingNode() ? List.of() : List.of(operation.id() + " has no body with " + status);
        }
        var schema = Api.JSON.createObjectNode();
        schema.setAll((ObjectNode) converted(operation.file(), response.path("schema")));
        schema.set("$defs", definitions);
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema, config)
                .validate(body)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonNode converted(String file, JsonNode schema) {
        var nullable = schema.path("x-nullable").asBoolean();
        if (schema.has("$ref")) {
            var ref = Api.JSON.createObjectNode();
            ref.put("$ref", "#/$defs/" + define(file, schema.path("$ref").asText()));
            return nullable ? orNull(ref) : ref;
        }
        var out = Api.JSON.createObjectNode();
        if (!schema.has("enum")
                && (schema.has("properties") || schema.has("allOf") || schema.has("additionalProperties"))) {
            var folded = new Folded();
            fold(file, schema, folded);
            folded.writeTo(out);
        } else {
            COPIED.stream().filter(schema::has).forEach(key -> out.set(key, schema.path(key)));
            if (schema.has("items")) {
                out.set("items", converted(file, schema.path("items")));
            }
        }
        return nullable ? orNull(out) : out;
    }

    private static JsonNode orNull(JsonNode schema) {
        var either = Api.JSON.createObjectNode();
        either.putArray("anyOf")
                .add(Api.JSON.createObjectNode().put("type", "null"))
                .add(schema);
        return either;
    }

    /** Puts a definition among ours and returns its name there. */
    private String define(String from, String ref) {
        var file = file(from, ref);
        var name = ref.substring(ref.lastIndexOf('/') + 1);
        var key = (file + "." + name).replace('/', '.');
        if (!definitions.has(key)) {
            definitions.putObject(key); // so that a definition may lead to itself
            var definition = api.file(file).path("definitions").path(name);
            definitions.set(
                    key,
                    definition.has("discriminator") ? chosen(file, name, definition) : converted(file, definition));
        }
        return key;
    }

    private JsonNode chosen(String file, String base, JsonNode definition) {
        var discriminator = definition.path("discriminator").asText();
        var out = Api.JSON.createObjectNode().put("type", "object");
        out.putArray("required").add(discriminator);
        var values = out.putObject("properties").putObject(discriminator).putArray("enum");
        var choices = out.putArray("allOf");
        subtypes(file, base).forEach((value, subtype) -> {
            values.add(value);
            var choice = choices.addObject();
            choice.putObject("if")
                    .putObject("properties")
                    .putObject(discriminator)
                    .put("const", value);
            choice.putObject("then").put("$ref", "#/$defs/" + define(file, DEFINITIONS + subtype));
        });
        return out;
    }

    private Map<String, String> subtypes(String file, String base) {
        var subtypes = new TreeMap<String, String>();
        api.file(file).path("definitions").fields().forEachRemaining(d -> {
            if (d.getValue().has("x-ms-discriminator-value") && derives(file, d.getValue(), base)) {
                subtypes.put(d.getValue().path("x-ms-discriminator-value").asText(), d.getKey());
            }
        });
        return subtypes;
    }

    private boolean derives(String file, JsonNode definition, String base) {
        for (var parent : definition.path("allOf")) {
            var ref = parent.path("$ref").asText();
            if (ref.equals(DEFINITIONS + base)
                    || (ref.startsWith(DEFINITIONS) && derives(file, resolved(file, ref), base))) {
                return true;
            }
        }
        return false;
    }

    private void fold(String file, JsonNode schema, Folded into) {
        for (var part : schema.path("allOf")) {
            var ref = part.path("$ref").asText();
            fold(ref.isEmpty() ? file : file(file, ref), ref.isEmpty() ? part : resolved(file, ref), into);
        }
        schema.path("properties")
                .fields()
                .forEachRemaining(p -> into.properties.set(p.getKey(), converted(file, p.getValue())));
        schema.path("required").forEach(name -> into.required.add(name.asText()));
        if (schema.path("additionalProperties").isObject()) {
            into.others.add(converted(file, schema.path("additionalProperties")));
        }
    }

    private JsonNode resolved(String from, String ref) {
        return api.file(file(from, ref)).path("definitions").path(ref.substring(ref.lastIndexOf('/') + 1));
    }

    /** The file that a reference in another file leads to. */
    private static String file(String from, String ref) {
        var path = ref.substring(0, ref.indexOf('#'));
        return path.isEmpty()
                ? from
                : java.nio.file.Path.of(from).resolveSibling(path).normalize().toString();
    }

    /** An object with all that it is made of. */
    private static final class Folded {
        private final ObjectNode properties = Api.JSON.createObjectNode();
        private final List<String> required = new ArrayList<>();
        private final List<JsonNode> others = new ArrayList<>();

        private void writeTo(ObjectNode out) {
            out.put("type", "object");
            out.set("properties", properties);
            var names = out.putArray("required");
            required.stream().distinct().forEach(names::add);
            if (others.isEmpty()) {
                out.put("additionalProperties", false);
            } else {
                out.set("additionalProperties", others.get(0));
            }
        }
    }
}
