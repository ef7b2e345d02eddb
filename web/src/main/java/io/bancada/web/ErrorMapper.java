package io.bancada.web;

import io.bancada.driver.DriverException;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Turns whatever went wrong into ARM's error body; what is our fault says only under which id the log knows it. */
@Provider
@ApplicationScoped
public class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);
    private static final int RETRY_AFTER = 5;

    private final ArmContext context;
    private final Routes routes;

    @Inject
    public ErrorMapper(ArmContext context, Routes routes) {
        this.context = context;
        this.routes = routes;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public ErrorMapper() {
        this(null, null);
    }

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof BancadaException e) {
                return respond(
                        e.code(), String.valueOf(e.getMessage()), e.target().orElse(null));
            }
            if (t instanceof DriverException e) {
                return driver(e);
            }
            if (t instanceof WebApplicationException e) {
                return web(e);
            }
            if (t instanceof OptimisticLockException) {
                return respond(
                        ErrorCode.CONFLICT,
                        "Another request changed it at the same moment; read it and try again.",
                        null);
            }
        }
        LOG.errorf(thrown, "request %s failed", context.requestId());
        return respond(
                ErrorCode.INTERNAL,
                "Something is wrong here. Tell your administrator the request id " + context.requestId() + ".",
                null);
    }

    private static Response driver(DriverException e) {
        var message = String.valueOf(e.getMessage());
        if (e instanceof DriverException.NotFound) {
            return respond(ErrorCode.NOT_FOUND, message, null);
        }
        if (e instanceof DriverException.Rejected) {
            return respond(ErrorCode.DRIVER_REJECTED, message, null);
        }
        return respond(ErrorCode.UNAVAILABLE, message, null);
    }

    private Response web(WebApplicationException e) {
        var status = e.getResponse().getStatus();
        if (e instanceof NotFoundException || e instanceof NotAllowedException) {
            var operation = context.route().flatMap(r -> r.operation(context.method()));
            if (operation.isPresent()) {
                return respond(
                        ErrorCode.NOT_IMPLEMENTED,
                        routes.reason(operation.orElseThrow()) + " (" + operation.orElseThrow() + ")",
                        operation.orElseThrow());
            }
        }
        if (e instanceof NotAllowedException) {
            return respond(
                    ErrorCode.METHOD_NOT_ALLOWED, "This path does not take " + context.method() + " requests.", null);
        }
        if (e instanceof NotFoundException) {
            return respond(ErrorCode.NOT_FOUND, "The API has no such path.", null);
        }
        if (status == ErrorCode.UNSUPPORTED_MEDIA_TYPE.status()) {
            return respond(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as Content-Type: " + contentType() + ".",
                    "Content-Type");
        }
        if (status >= 500) {
            LOG.errorf(e, "request %s failed", context.requestId());
        }
        var reason = Optional.ofNullable(Response.Status.fromStatusCode(status))
                .map(s -> s.getReasonPhrase().replace(" ", ""))
                .orElse("BadRequest");
        return body(Response.status(status), reason, "The request cannot be served: " + reason + ".", null);
    }

    /** All operations take JSON but the one that takes an archive. */
    private String contentType() {
        var zip = context.route()
                .flatMap(r -> r.operation(context.method()))
                .filter("CodeVersions_UploadZip"::equals)
                .isPresent();
        return zip ? "application/zip" : MediaType.APPLICATION_JSON;
    }

    private static Response respond(ErrorCode code, String message, @Nullable String target) {
        var response = Response.status(code.status());
        if (code == ErrorCode.UNAUTHENTICATED) {
            response.header("WWW-Authenticate", "Bearer realm=\"bancada\"");
        }
        if (code == ErrorCode.UNAVAILABLE || code == ErrorCode.TOO_MANY_REQUESTS) {
            response.header("Retry-After", RETRY_AFTER);
        }
        return body(response, code.arm(), message, target);
    }

    private static Response body(
            Response.ResponseBuilder response, String code, String message, @Nullable String target) {
        return response.type(MediaType.APPLICATION_JSON_TYPE)
                .entity(ArmError.of(code, message, target))
                .header("x-ms-error-code", code)
                .build();
    }
}
