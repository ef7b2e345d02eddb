package io.bancada.login.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Says why a sign-on is refused as OAuth does (RFC 6749, section 5.2). */
@Provider
@ApplicationScoped
public class LoginErrorMapper implements ExceptionMapper<LoginRefused> {
    private static final int TOO_MANY = 429;
    private static final int RETRY_AFTER = 10;

    /** The body. */
    record OAuthError(
            @JsonProperty("error") String error,
            @JsonProperty("error_description") String description) {}

    @Override
    public Response toResponse(LoginRefused e) {
        var response = Response.status(e.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new OAuthError(e.error(), String.valueOf(e.getMessage())));
        var later = e.status() == TOO_MANY || e.status() >= 500;
        return (later ? response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER) : response).build();
    }
}
