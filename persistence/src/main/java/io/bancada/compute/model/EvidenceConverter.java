package io.bancada.compute.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.message.Message;
import io.bancada.message.MessageConverter;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.Immutable;

/** Keeps evidence as a JSON list. */
@Converter
@Immutable
public class EvidenceConverter implements AttributeConverter<List<Evidence>, String> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MessageConverter MESSAGES = new MessageConverter();

    private record Kept(EvidenceKind kind, String at, String detail) {}

    @Override
    public String convertToDatabaseColumn(List<Evidence> evidence) {
        try {
            return JSON.writeValueAsString(evidence.stream()
                    .map(e -> new Kept(
                            e.kind(),
                            e.at().toString(),
                            Objects.requireNonNullElse(MESSAGES.convertToDatabaseColumn(e.detail()), "")))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("evidence that is no JSON: " + evidence, e);
        }
    }

    @Override
    public List<Evidence> convertToEntityAttribute(String column) {
        try {
            return JSON.readValue(column, new TypeReference<List<Kept>>() {}).stream()
                    .map(kept -> new Evidence(
                            kept.kind(),
                            Instant.parse(kept.at()),
                            Objects.requireNonNullElse(MESSAGES.convertToEntityAttribute(kept.detail()), Message.NONE)))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column that should hold evidence does not", e);
        }
    }
}
