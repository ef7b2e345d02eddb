package io.bancada.compute.rest;

import io.bancada.compute.service.NewAccessToken;
import java.time.Instant;

/**
 * A token that has just been made.
 *
 * @param token the token itself, which no answer shows again
 */
record NewAccessTokenResponse(String id, String name, Instant createdTime, Instant expiryTime, String token) {
    static NewAccessTokenResponse from(NewAccessToken made) {
        var token = made.token();
        return new NewAccessTokenResponse(
                token.id().toString(), token.name(), token.createdAt(), token.expiresAt(), made.secret());
    }

    @Override
    public String toString() {
        return "NewAccessTokenResponse[" + name + "]";
    }
}
