package io.bancada.asset.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodeVersionBodyTest {
    @Test
    void bodyOfTheOpenApiExampleIsRead() {
        var request = read("""
                {"properties": {"description": "string", "tags": {"string": "string"}, "properties": {"a": null},
                 "isAnonymous": false, "codeUri": "https://blobStorage/folderName"}}""").request();

        assertThat(request.codeUri()).contains("https://blobStorage/folderName");
        assertThat(request.texts().tags()).isEqualTo(Map.of("string", "string"));
        assertThat(request.texts().properties()).isEmpty();
    }

    @Test
    void propertiesAreRequired() {
        assertThatThrownBy(() -> read("{}").request())
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains("properties"));
    }

    @Test
    void textsThatTheDatabaseCannotHoldAreRefusedWithTheirField() {
        var tags = "{\"properties\": {\"tags\": {\"k\": \"" + "é".repeat(30_000) + "\"}}}";
        var description = "{\"properties\": {\"description\": \"" + "x".repeat(4001) + "\"}}";

        assertThatThrownBy(() -> read(tags).request())
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains("properties.tags"));
        assertThatThrownBy(() -> read(description).request())
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains("properties.description"));
    }

    private static CodeVersionBody read(String json) {
        return (CodeVersionBody) StrictJson.read(json.getBytes(StandardCharsets.UTF_8), CodeVersionBody.class);
    }
}
