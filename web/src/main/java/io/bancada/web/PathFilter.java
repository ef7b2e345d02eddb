package io.bancada.web;

import io.bancada.error.BancadaException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Brings a path into the spelling of the resources, refuses segments that could mean another path, checks the version. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 100)
@ApplicationScoped
public class PathFilter implements ContainerRequestFilter {
    private final Routes routes;
    private final ArmContext context;

    @Inject
    public PathFilter(Routes routes, ArmContext context) {
        this.routes = routes;
        this.context = context;
    }

    /** For the container, which proxies it. */
    @SuppressWarnings("NullAway")
    public PathFilter() {
        this(null, null);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var uri = request.getUriInfo().getRequestUri();
        var path = uri.getRawPath();
        if (!path.startsWith("/blobs/")) { // a blob's name has slashes of its own, and its resource checks them
            requireDecent(path);
        }
        var found = routes.find(plain(path));
        found.ifPresent(route -> {
            context.routed(route);
            ApiVersions.require(route.path(), context.query("api-version"));
            request.setRequestUri(
                    request.getUriInfo().getBaseUri(),
                    URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + route.path()
                            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())));
        });
    }

    /** Without a slash at the end, and without those that the Java client puts before an id and for an absent parent. */
    static String plain(String path) {
        var single = path.replaceAll("/{2,}", "/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }

    /** A name with a slash in it would be another resource to whoever joins names to an id. */
    static void requireDecent(String path) {
        var decent = Arrays.stream(path.split("/", -1)).allMatch(segment -> {
            var name = decode(segment);
            return !name.equals(".")
                    && !name.equals("..")
                    && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ';' || Character.isISOControl(c));
        });
        if (!decent) {
            throw BancadaException.invalid(
                    "path", "A segment of the path is '.' or '..', or holds '/', '\\', ';' or a control character.");
        }
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw BancadaException.invalid("path", "The path is not percent-encoded as it should be.");
        }
    }
}
