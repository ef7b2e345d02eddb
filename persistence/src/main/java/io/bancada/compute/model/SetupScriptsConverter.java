package io.bancada.compute.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** Keeps the scripts of an instance as a JSON object by phase. */
@Converter
@Immutable
public class SetupScriptsConverter implements AttributeConverter<SetupScripts, String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Row(SetupScript.Source source, String place, String arguments, long seconds, String author) {
        SetupScript script() {
            return new SetupScript(source, place, arguments, Duration.ofSeconds(seconds), author);
        }
    }

    @Override
    public String convertToDatabaseColumn(SetupScripts scripts) {
        var rows = new EnumMap<SetupPhase, Row>(SetupPhase.class);
        for (var phase : SetupPhase.values()) {
            scripts.of(phase)
                    .ifPresent(s -> rows.put(
                            phase,
                            new Row(
                                    s.source(),
                                    s.place(),
                                    s.arguments(),
                                    s.timeout().toSeconds(),
                                    s.author())));
        }
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("setup scripts that are no JSON", e);
        }
    }

    @Override
    public SetupScripts convertToEntityAttribute(String column) {
        try {
            Map<SetupPhase, Row> rows = JSON.readValue(
                    column, JSON.getTypeFactory().constructMapType(EnumMap.class, SetupPhase.class, Row.class));
            return new SetupScripts(
                    Optional.ofNullable(rows.get(SetupPhase.Creation)).map(Row::script),
                    Optional.ofNullable(rows.get(SetupPhase.Startup)).map(Row::script));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column that should hold setup scripts does not", e);
        }
    }
}
