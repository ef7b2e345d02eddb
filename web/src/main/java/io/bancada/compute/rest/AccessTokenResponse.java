package io.bancada.compute.rest;

import io.bancada.compute.model.AccessTokenDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token of an instance; the token itself is not known. */
record AccessTokenResponse(
        String id,
        String name,
        Instant createdTime,
        Instant expiryTime,
        @Nullable Instant lastUsedTime) {
    static AccessTokenResponse from(AccessTokenDetails token) {
        return new AccessTokenResponse(
                token.id().toString(), token.name(), token.createdAt(), token.expiresAt(), token.usedAt());
    }
}
