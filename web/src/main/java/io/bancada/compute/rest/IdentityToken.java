package io.bancada.compute.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bancada.web.InstanceTokens;

/**
 * The answer, in the names that Azure's libraries read.
 *
 * @param expiresOn seconds since 1970, as text
 */
record IdentityToken(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("expires_on") String expiresOn,
        @JsonProperty("resource") String resource,
        @JsonProperty("token_type") String tokenType) {
    static IdentityToken of(InstanceTokens.Issued issued, String resource) {
        return new IdentityToken(issued.token(), Long.toString(issued.end().getEpochSecond()), resource, "Bearer");
    }
}
