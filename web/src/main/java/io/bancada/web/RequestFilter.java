package io.bancada.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Gives each request its ids, echoes the client's, and tells browsers to be careful with every answer. */
@Provider
@PreMatching
@jakarta.annotation.Priority(100)
@ApplicationScoped
public class RequestFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String CORRELATION = "x-ms-correlation-request-id";
    private static final String CLIENT = "x-ms-client-request-id";

    /** What may be echoed: nothing that could break out of a header or a log line. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:{}-]{1,128}");

    private final ArmContext context;

    @Inject
    public RequestFilter(ArmContext context) {
        this.context = context;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public RequestFilter() {
        this(null);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var id = UUID.randomUUID().toString();
        context.begin(request, id);
        MDC.put("trace", id);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (asksWhetherThereIs(request, response)) {
            response.setStatusInfo(Response.Status.NO_CONTENT);
            response.setEntity(null);
        }
        var headers = response.getHeaders();
        headers.putSingle("x-ms-request-id", context.requestId());
        headers.putSingle(CORRELATION, given(request, CORRELATION).orElse(context.requestId()));
        given(request, CLIENT).ifPresent(id -> headers.putSingle(CLIENT, id));
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Strict-Transport-Security", "max-age=31536000");
        if (!headers.containsKey("Cache-Control")) {
            headers.putSingle("Cache-Control", "no-store");
        }
        if (!headers.containsKey("Content-Security-Policy")) {
            headers.putSingle("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        MDC.remove("trace");
        MDC.remove("caller");
    }

    /** ARM answers HEAD of a resource with 204 or 404; files keep the headers that they have. */
    private boolean asksWhetherThereIs(ContainerRequestContext request, ContainerResponseContext response) {
        return request.getMethod().equals("HEAD")
                && response.getStatus() == 200
                && MediaType.APPLICATION_JSON_TYPE.equals(response.getMediaType())
                && context.route().isPresent();
    }

    private static Optional<String> given(ContainerRequestContext request, String header) {
        return Optional.ofNullable(request.getHeaderString(header))
                .filter(id -> ID.matcher(id).matches());
    }
}
