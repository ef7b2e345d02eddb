package io.bancada.login.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What az shows a person who signs on in a browser (RFC 8628).
 *
 * @param message what az prints, word for word
 */
record DeviceAnswer(
        @JsonProperty("device_code") String deviceCode,
        @JsonProperty("user_code") String userCode,
        @JsonProperty("verification_uri") String verificationUri,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("interval") long interval,
        @JsonProperty("message") String message) {
    static DeviceAnswer of(JsonNode said) {
        var code = said.path("user_code").asText();
        var page = said.path("verification_uri").asText();
        return new DeviceAnswer(
                said.path("device_code").asText(),
                code,
                page,
                said.path("expires_in").asLong(),
                said.path("interval").asLong(5),
                "To sign in, open " + page + " in a browser and enter the code " + code + ".");
    }

    @Override
    public String toString() {
        return "DeviceAnswer[***]";
    }
}
