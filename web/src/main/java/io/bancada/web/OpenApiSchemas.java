package io.bancada.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.lang.reflect.Type;
import java.util.Arrays;

/** JSON schemas of what requests and responses are written from, so that they cannot differ. */
final class OpenApiSchemas {
    private static final String PLACE = "components/schemas";

    private final SchemaBuilder schemas;

    OpenApiSchemas() {
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.FLATTENED_ENUMS,
                        Option.ENUM_KEYWORD_FOR_SINGLE_VALUES,
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                        Option.PLAIN_DEFINITION_KEYS)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields().withTargetTypeOverridesResolver(field -> {
            var kinds = field.getAnnotation(Kinds.class);
            return kinds == null
                    ? null
                    : Arrays.stream(kinds.value())
                            .map(k -> field.getContext().resolve(k))
                            .toList();
        });
        config.forTypesInGeneral()
                .withCustomDefinitionProvider((type, context) -> type.isInstanceOf(JsonNode.class)
                        ? new CustomDefinition(
                                JsonNodeFactory.instance.objectNode().put("type", "object"), true)
                        : null);
        config.forTypesInGeneral().withDefinitionNamingStrategy((key, context) -> name(key));
        schemas = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    /** A reference to the schema of a type. */
    JsonNode of(Type type) {
        return schemas.createSchemaReference(type);
    }

    /** All schemas that were referred to, by name. */
    ObjectNode all() {
        return schemas.collectDefinitions(PLACE);
    }

    /** As the class is called, with the one around it: two may have a {@code Properties}. */
    private static String name(DefinitionKey key) {
        var type = key.getType();
        var raw = type.getErasedType();
        var own = raw.getName().substring(raw.getPackageName().length() + 1).replace('$', '.');
        return type.getTypeParameters().stream()
                .map(p -> p.getErasedType().getSimpleName())
                .reduce(own, (name, parameter) -> name + "." + parameter);
    }
}
