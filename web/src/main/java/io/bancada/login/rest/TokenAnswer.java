package io.bancada.login.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What az is given.
 *
 * @param expiresIn seconds
 * @param scope what was asked for, word for word: az looks its tokens up by that
 */
record TokenAnswer(
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") @Nullable String refreshToken,
        @JsonProperty("id_token") @Nullable String idToken,
        @JsonProperty("scope") @Nullable String scope) {
    static TokenAnswer of(JsonNode said, @Nullable String scope) {
        return new TokenAnswer(
                "Bearer",
                said.path("access_token").asText(),
                said.path("expires_in").asLong(),
                text(said, "refresh_token"),
                text(said, "id_token"),
                scope);
    }

    private static @Nullable String text(JsonNode said, String name) {
        return said.hasNonNull(name) ? said.path(name).asText() : null;
    }

    @Override
    public String toString() {
        return "TokenAnswer[***]";
    }
}
