package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/**
 * A parameter as the template declares it.
 *
 * @param json the declaration
 * @param place where it stands in the template
 */
record ParameterDefinition(String name, JsonNode json, String place) {
    private static final Set<String> TYPES =
            Set.of("string", "securestring", "int", "bool", "object", "secureobject", "array");

    ParameterDefinition {
        if (!TYPES.contains(json.path("type").asText().toLowerCase(Locale.ROOT))) {
            throw InvalidTemplate.at(
                    place + ".type",
                    "'" + json.path("type").asText()
                            + "' is no type; give string, int, bool, array, object, securestring or secureObject.");
        }
    }

    /** ARM's type in lower case. */
    String type() {
        return json.path("type").asText().toLowerCase(Locale.ROOT);
    }

    /** Whether its value is kept nowhere and shown to nobody. */
    boolean secure() {
        return type().startsWith("secure");
    }

    boolean hasDefault() {
        return json.has("defaultValue");
    }

    JsonNode defaultValue() {
        return json.path("defaultValue");
    }

    /**
     * A value that is allowed.
     *
     * @throws io.bancada.error.BancadaException 400 naming the parameter; the value of a secure one is not said
     */
    JsonNode checked(JsonNode value) {
        if (!fits(value)) {
            throw wrong("is no " + type());
        }
        if (json.path("allowedValues").isArray()) {
            var allowed = false;
            for (var one : json.path("allowedValues")) {
                allowed |= LogicFunctions.same(one, value);
            }
            if (!allowed) {
                throw wrong("is none of the allowed values " + json.path("allowedValues"));
            }
        }
        if (value.isIntegralNumber()) {
            within(value.longValue(), "minValue", "maxValue", "is");
        } else if (value.isTextual() || value.isArray()) {
            within(
                    value.isTextual() ? value.textValue().length() : value.size(),
                    "minLength",
                    "maxLength",
                    "has a length of");
        }
        return value;
    }

    private boolean fits(JsonNode value) {
        return switch (type()) {
            case "string", "securestring" -> value.isTextual();
            case "int" -> value.isIntegralNumber() && value.canConvertToLong();
            case "bool" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }

    private void within(long measure, String least, String most, String verb) {
        if (json.has(least) && measure < json.path(least).asLong()) {
            throw wrong(verb + " " + measure + ", below its " + least + " " + json.path(least));
        }
        if (json.has(most) && measure > json.path(most).asLong()) {
            throw wrong(verb + " " + measure + ", above its " + most + " " + json.path(most));
        }
    }

    private RuntimeException wrong(String why) {
        return InvalidTemplate.at(
                "properties.parameters." + name, "The value of the template parameter '" + name + "' " + why + ".");
    }
}
