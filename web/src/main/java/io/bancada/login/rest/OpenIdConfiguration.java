package io.bancada.login.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;

/** What az reads before it signs on: OpenID Connect's discovery document, as far as az needs one. */
record OpenIdConfiguration(
        @JsonProperty("issuer") String issuer,
        @JsonProperty("authorization_endpoint") String authorizationEndpoint,
        @JsonProperty("token_endpoint") String tokenEndpoint,
        @JsonProperty("device_authorization_endpoint") String deviceAuthorizationEndpoint,
        @JsonProperty("jwks_uri") String jwksUri,
        @JsonProperty("grant_types_supported") List<String> grantTypesSupported) {
    /**
     * The document.
     *
     * @param url of the API
     * @param realm of the identity provider
     */
    static OpenIdConfiguration of(URI url, URI realm, String issuer) {
        var adfs = url + "/adfs";
        var provider = realm + "/protocol/openid-connect";
        return new OpenIdConfiguration(
                issuer,
                provider + "/auth",
                adfs + "/oauth2/token",
                adfs + "/oauth2/devicecode",
                provider + "/certs",
                List.of("client_credentials", "password", "refresh_token", LoginRelay.DEVICE_CODE));
    }
}
