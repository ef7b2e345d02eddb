package io.bancada.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the API reads and writes it. Unknown properties are ignored; a value of the wrong type, a number that does
 * not fit, a key that stands twice and anything after the end are refused with the JSON path of the field. Depth is
 * limited to {@value #MAX_DEPTH}.
 */
public final class StrictJson {
    /** The most levels of objects and arrays in a body. */
    public static final int MAX_DEPTH = 64;

    private static final int LONGEST_NUMBER = 100;
    private static final ObjectMapper MAPPER = mapper();
    private static final ObjectReader WITH_COMMENTS = MAPPER.reader()
            .withFeatures(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS);

    private StrictJson() {}

    /**
     * A body as a value of a type.
     *
     * @throws BancadaException 400 naming the field
     */
    public static Object read(byte[] body, Type type) {
        var java = MAPPER.constructType(type);
        var reader = java.getRawClass().isAnnotationPresent(WithComments.class) ? WITH_COMMENTS : MAPPER.reader();
        try {
            var value = reader.forType(java).<@Nullable Object>readValue(body);
            if (value == null) {
                throw refusal("body", "The body is null; send a JSON object.");
            }
            return value;
        } catch (JsonMappingException e) {
            var message = e.getOriginalMessage() == null ? "" : firstSentence(e.getOriginalMessage());
            throw refusal(path(e), "The value does not fit: " + message);
        } catch (JsonProcessingException e) {
            // Without a place when it is a limit that was passed, such as the depth.
            var at = e.getLocation();
            throw refusal(
                    "body",
                    "The body is no valid JSON"
                            + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()) + ": "
                            + firstSentence(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A part of a body as a value of a type, where that type is known only once the rest of the body was read.
     *
     * @param field where the part stands in the body, such as {@code properties.properties}
     * @throws BancadaException 400 naming the field
     */
    public static <T> T part(String field, JsonNode part, Class<T> type) {
        try {
            return type.cast(read(write(part), type));
        } catch (BancadaException e) {
            var within = e.target().filter(t -> !t.equals("body")).map(t -> field + "." + t);
            throw refusal(within.orElse(field), String.valueOf(e.getMessage()));
        }
    }

    /** A value as JSON text. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value as JSON that can be looked into. */
    public static JsonNode tree(Object value) {
        return stored(new String(write(value), StandardCharsets.UTF_8), JsonNode.class);
    }

    /** JSON that we wrote and kept, as a value. */
    public static <T> T stored(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectMapper mapper() {
        var factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .build();
        var mapper = JsonMapper.builder(factory)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .withCoercionConfig(
                        LogicalType.Textual,
                        c -> c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        return mapper.registerModule(
                new SimpleModule().addSerializer(new Text<>(Instant.class)).addSerializer(new Text<>(Duration.class)));
    }

    private static String path(JsonMappingException e) {
        var path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
    }

    /** Jackson's own words end in hints about Java classes that no client knows. */
    private static String firstSentence(String message) {
        var text = message.replaceAll("`?(java\\.[\\w.]+\\.|io\\.bancada\\.[\\w.]+[.$])([\\w$]+)`?", "$2");
        var end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static BancadaException refusal(String target, String message) {
        return new BancadaException(ErrorCode.INVALID_CONTENT, target, message);
    }

    /** What says itself in ISO-8601. */
    private static final class Text<T> extends StdSerializer<T> {
        private Text(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }
}
