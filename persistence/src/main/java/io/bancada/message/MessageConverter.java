package io.bancada.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.ArrayList;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a message as JSON, {@code {"key":"job.exitCode","args":[1]}}, and the empty one as empty text. What is no such
 * JSON is text from before messages were kept this way; it is shown as it is.
 */
@Converter
@Immutable
public class MessageConverter implements AttributeConverter<Message, String> {
    /** Characters that the columns hold. */
    private static final int COLUMN = 4000;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Message message) {
        if (message == null || message.isEmpty()) {
            return message == null ? null : "";
        }
        var longest = Message.LONGEST;
        var column = json(message, longest).toString();
        while (column.length() > COLUMN && longest > 0) {
            longest /= 2;
            column = json(message, longest).toString();
        }
        return column;
    }

    private static ObjectNode json(Message message, int longest) {
        var json = JSON.createObjectNode().put("key", message.key());
        var args = json.putArray("args");
        for (var arg : message.args()) {
            if (arg instanceof Message inner) {
                args.add(json(inner, longest));
            } else if (arg instanceof Long number) {
                args.add(number);
            } else if (arg instanceof Double number) {
                args.add(number);
            } else {
                var string = (String) arg;
                args.add(string.length() <= longest ? string : string.substring(0, longest));
            }
        }
        return json;
    }

    @Override
    public @Nullable Message convertToEntityAttribute(@Nullable String column) {
        if (column == null) {
            return null;
        }
        return parsed(column).orElseGet(() -> Message.text(column));
    }

    private static Optional<Message> parsed(String column) {
        if (!column.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return message(JSON.readTree(column));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<Message> message(JsonNode json) {
        if (json.size() != 2
                || !json.path("key").isTextual()
                || !json.path("args").isArray()) {
            return Optional.empty();
        }
        var args = new ArrayList<Object>();
        for (var arg : json.path("args")) {
            var found = argument(arg);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            args.add(found.orElseThrow());
        }
        return Optional.of(new Message(json.path("key").textValue(), args));
    }

    private static Optional<?> argument(JsonNode arg) {
        return switch (arg.getNodeType()) {
            case STRING -> Optional.of(arg.textValue());
            case NUMBER -> arg.isIntegralNumber() ? Optional.of(arg.longValue()) : Optional.of(arg.doubleValue());
            case OBJECT -> message(arg);
            case ARRAY, BINARY, BOOLEAN, MISSING, NULL, POJO -> Optional.empty();
        };
    }
}
