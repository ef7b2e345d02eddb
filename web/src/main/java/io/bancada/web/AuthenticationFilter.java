package io.bancada.web;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.person.service.Standings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.MDC;

/** Lets nobody in without a valid bearer token, except on {@link AnonymousPaths}. Runs before any path is looked at. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class AuthenticationFilter implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";

    /** More than any token of ours; a longer one is not even parsed. */
    private static final int LONGEST = 16_384;

    private final TokenVerifier tokens;
    private final Standings standings;
    private final ArmContext context;

    @Inject
    public AuthenticationFilter(TokenVerifier tokens, Standings standings, ArmContext context) {
        this.tokens = tokens;
        this.standings = standings;
        this.context = context;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public AuthenticationFilter() {
        this(null, null, null);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (AnonymousPaths.contains(
                request.getMethod(), request.getUriInfo().getRequestUri().getRawPath())) {
            return;
        }
        var headers = request.getHeaders().get("Authorization");
        if (headers == null || headers.size() != 1) {
            throw refusal("Send one Authorization header with a bearer token.");
        }
        var header = headers.get(0);
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || header.length() > LONGEST) {
            throw refusal("The Authorization header holds no bearer token.");
        }
        var caller = standings
                .of(tokens.verify(header.substring(SCHEME.length()).strip()))
                .orElseThrow(
                        () -> refusal("Your account is disabled, has expired or is gone; ask whoever administers it."));
        context.authenticated(caller);
        MDC.put("caller", caller.userName());
    }

    private static BancadaException refusal(String message) {
        return new BancadaException(ErrorCode.UNAUTHENTICATED, null, "Authentication failed. " + message);
    }
}
