package io.bancada.deployment.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.error.BancadaException;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON that a deployment's row keeps. */
final class DeploymentJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<List<DeploymentStep>> STEPS = new TypeReference<>() {};

    /** Characters of one column. */
    private static final int LONGEST = 1_000_000;

    private DeploymentJson() {}

    /**
     * A value as it is kept.
     *
     * @throws BancadaException 400 naming the field where it is too long for that
     */
    static String write(String field, Object value) {
        try {
            var text = MAPPER.writeValueAsString(value);
            if (text.length() > LONGEST) {
                throw BancadaException.invalid(
                        field, "It has more than " + LONGEST + " characters, which is more than can be kept.");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String kept) {
        try {
            return MAPPER.readTree(kept);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<DeploymentStep> steps(String kept) {
        try {
            return MAPPER.readValue(kept, STEPS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
