package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parameters and variables of a template: evaluated when they are first asked for, and once. */
final class TemplateValues {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Template template;
    private final JsonNode given;
    private final Instant now;
    private final Map<String, JsonNode> known = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private boolean inDefault;

    /**
     * Values of a template.
     *
     * @param given what the request has: parameter to {@code {"value": ...}}
     */
    TemplateValues(Template template, JsonNode given, Instant now) {
        this.template = template;
        this.given = given;
        this.now = now;
    }

    /**
     * Goes on only where every parameter has a value that it may have, and none is given that the template does not have.
     *
     * @throws io.bancada.error.BancadaException 400 naming the parameter
     */
    void checkParameters(Evaluation evaluation) {
        given.fieldNames().forEachRemaining(name -> {
            if (template.parameter(name).isEmpty()) {
                throw InvalidTemplate.at(
                        "properties.parameters." + name,
                        "The template has no parameter '" + name + "'; it has " + template.parameterNames() + ".");
            }
        });
        template.parameterNames().forEach(name -> parameter(name, evaluation, "properties.parameters." + name));
    }

    JsonNode parameter(Arguments a, Evaluation evaluation) {
        return parameter(a.text(0), evaluation, a.place());
    }

    private JsonNode parameter(String name, Evaluation evaluation, String place) {
        var definition = template.parameter(name)
                .orElseThrow(() -> InvalidTemplate.at(place, "The template has no parameter '" + name + "'."));
        return once("parameter " + name.toLowerCase(Locale.ROOT), place, () -> {
            var value = given(definition.name());
            if (value == null && !definition.hasDefault()) {
                throw InvalidTemplate.at(
                        "properties.parameters." + definition.name(),
                        "The template parameter '" + definition.name() + "' has no value and no default; give one.");
            }
            return definition.checked(value == null ? evaluatedDefault(definition, evaluation) : value);
        });
    }

    private JsonNode evaluatedDefault(ParameterDefinition definition, Evaluation evaluation) {
        var before = inDefault;
        inDefault = true;
        try {
            return evaluation.value(definition.defaultValue(), definition.place() + ".defaultValue");
        } finally {
            inDefault = before;
        }
    }

    private @Nullable JsonNode given(String name) {
        for (var p : given.properties()) {
            if (p.getKey().equalsIgnoreCase(name)) {
                if (!p.getValue().has("value")) {
                    throw InvalidTemplate.at(
                            "properties.parameters." + name,
                            "Give the parameter '" + name
                                    + "' as {\"value\": ...}; there is no key vault to refer to.");
                }
                return p.getValue().path("value");
            }
        }
        return null;
    }

    JsonNode variable(Arguments a, Evaluation evaluation) {
        var name = a.text(0);
        var definition =
                template.variable(name).orElseThrow(() -> a.wrong("The template has no variable '" + name + "'."));
        return once(
                "variable " + name.toLowerCase(Locale.ROOT),
                a.place(),
                () -> evaluation.with(References.NONE).value(definition, "properties.template.variables." + name));
    }

    JsonNode newGuid(Arguments a) {
        requireDefault(a);
        return TextNode.valueOf(UUID.randomUUID().toString());
    }

    JsonNode utcNow(Arguments a) {
        requireDefault(a);
        return TextNode.valueOf(a.count() == 0 ? BASIC.format(now) : now.toString());
    }

    private void requireDefault(Arguments a) {
        if (!inDefault) {
            throw a.wrong("It can be used in the default value of a parameter only.");
        }
    }

    /** The values as they may be shown: with their types, without those that are secure. */
    ObjectNode shown(Evaluation evaluation) {
        var shown = JsonNodeFactory.instance.objectNode();
        template.parameterNames().forEach(name -> {
            var definition = template.parameter(name).orElseThrow();
            var node = shown.putObject(name).put("type", Template.typeName(definition.type()));
            if (!definition.secure()) {
                node.set("value", parameter(name, evaluation, "properties.parameters." + name));
            }
        });
        return shown;
    }

    private JsonNode once(String what, String place, Supplier<JsonNode> value) {
        var there = known.get(what);
        if (there != null) {
            return there;
        }
        if (!underWay.add(what)) {
            throw InvalidTemplate.at(place, "The " + what + " needs itself to be evaluated.");
        }
        var made = value.get();
        underWay.remove(what);
        known.put(what, made);
        return made;
    }
}
