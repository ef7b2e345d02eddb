package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** An ARM template: its parts, found and of the right kind; nothing in it is evaluated yet. */
final class Template {
    private static final String PLACE = "properties.template";
    private static final int MOST_RESOURCES = 800;

    /** What a template can have; anything else is most likely a word that is spelled wrong. */
    private static final Set<String> PARTS = Set.of(
            "$schema",
            "contentversion",
            "apiprofile",
            "metadata",
            "parameters",
            "variables",
            "functions",
            "resources",
            "outputs");

    private final JsonNode json;
    private final Map<String, ParameterDefinition> parameters = new LinkedHashMap<>();

    /**
     * Reads a template.
     *
     * @throws io.bancada.error.BancadaException 400 InvalidTemplate naming the part
     */
    Template(JsonNode json) {
        this.json = json;
        if (!json.isObject()
                || !json.path("$schema").asText().toLowerCase(Locale.ROOT).contains("/deploymenttemplate.json")) {
            throw InvalidTemplate.at(
                    PLACE + ".$schema",
                    "It is no template of a resource group; its $schema ends in deploymentTemplate.json#.");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!PARTS.contains(name.toLowerCase(Locale.ROOT))) {
                throw InvalidTemplate.at(PLACE + "." + name, "A template has no part '" + name + "'.");
            }
        });
        if (!json.path("functions").isEmpty()) {
            throw InvalidTemplate.at(
                    PLACE + ".functions", "Functions of one's own cannot be read here; write them out.");
        }
        if (!json.path("resources").isArray() || json.path("resources").size() > MOST_RESOURCES) {
            throw InvalidTemplate.at(
                    PLACE + ".resources", "resources is an array of up to " + MOST_RESOURCES + " resources.");
        }
        json.path("parameters")
                .properties()
                .forEach(p -> parameters.put(
                        p.getKey().toLowerCase(Locale.ROOT),
                        new ParameterDefinition(p.getKey(), p.getValue(), PLACE + ".parameters." + p.getKey())));
    }

    Optional<ParameterDefinition> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
    }

    /** In the order of the template. */
    List<String> parameterNames() {
        return parameters.values().stream().map(ParameterDefinition::name).toList();
    }

    Optional<JsonNode> variable(String name) {
        return json.path("variables").properties().stream()
                .filter(p -> p.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    List<JsonNode> resources() {
        return StreamSupport.stream(json.path("resources").spliterator(), false).toList();
    }

    /** What the template promises to say: name to declaration. */
    Map<String, JsonNode> outputs() {
        var outputs = new LinkedHashMap<String, JsonNode>();
        json.path("outputs").properties().forEach(p -> outputs.put(p.getKey(), p.getValue()));
        return outputs;
    }

    /** The outputs with their values, those that are secure without. */
    JsonNode evaluatedOutputs(Evaluation evaluation) {
        var made = JsonNodeFactory.instance.objectNode();
        outputs().forEach((name, declared) -> {
            var place = PLACE + ".outputs." + name;
            var wanted = !declared.has("condition")
                    || evaluation.value(declared.path("condition"), place).asBoolean();
            if (wanted) {
                var type = declared.path("type").asText();
                var node = made.putObject(name).put("type", typeName(type));
                if (!type.toLowerCase(Locale.ROOT).startsWith("secure")) {
                    node.set("value", evaluation.value(declared.path("value"), place + ".value"));
                }
            }
        });
        return made;
    }

    /** A type as ARM shows it. */
    static String typeName(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "securestring" -> "SecureString";
            case "secureobject" -> "SecureObject";
            case "string" -> "String";
            case "int" -> "Int";
            case "bool" -> "Bool";
            case "array" -> "Array";
            default -> "Object";
        };
    }
}
