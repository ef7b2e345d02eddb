package io.bancada.web;

import io.bancada.access.model.Caller;
import io.bancada.error.BancadaException;
import io.bancada.operation.model.Accepted;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request in ARM's terms: who asks, about which workspace, for which page; and ARM's ways to answer. */
@RequestScoped
public class ArmContext {
    /** Seconds after which a client should poll again. */
    private static final int RETRY_AFTER = 1;

    private static final String PROVIDER = "/providers/" + WorkspaceId.PROVIDER;

    private final WebConfig config;
    private @Nullable ContainerRequestContext request;
    private @Nullable Caller caller;
    private @Nullable Route route;
    private String requestId = UUID.randomUUID().toString();

    @Inject
    public ArmContext(WebConfig config) {
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected ArmContext() {
        this(null);
    }

    void begin(ContainerRequestContext newRequest, String newRequestId) {
        request = newRequest;
        requestId = newRequestId;
    }

    void authenticated(Caller by) {
        caller = by;
    }

    void routed(Route to) {
        route = to;
    }

    /** The id under which the log knows this request. */
    public String requestId() {
        return requestId;
    }

    /** Who asks. Only on paths that are not anonymous. */
    public Caller caller() {
        return Objects.requireNonNull(caller, "this path is anonymous");
    }

    /** The path as the resources spell it, percent-encoded. */
    public String requestPath() {
        return request().getUriInfo().getRequestUri().getRawPath();
    }

    String method() {
        return request().getMethod();
    }

    Optional<Route> route() {
        return Optional.ofNullable(route);
    }

    /** A segment of the path by the OpenAPI's name for it, decoded. */
    public String path(String name) {
        return Objects.requireNonNull(request().getUriInfo().getPathParameters().getFirst(name), name);
    }

    /** A query parameter; empty when it is not there or has no value. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(request().getUriInfo().getQueryParameters().getFirst(name))
                .filter(value -> !value.isEmpty());
    }

    /** The subscription of the path. */
    public String subscription() {
        return path("subscriptionId");
    }

    /** The workspace of the path. */
    public WorkspaceId workspace() {
        return new WorkspaceId(subscription(), path("resourceGroupName"), path("workspaceName"));
    }

    /** The page that {@code $skip} and {@code $top} ask for. */
    public PageRequest page() {
        int size = query("$top").map(top -> Numbers.integer("$top", top)).orElse(PageRequest.DEFAULT_SIZE);
        if (size < 1) {
            throw BancadaException.invalid(
                    "$top", "A page of " + size + " items is none; give a whole number above 0.");
        }
        return PageRequest.of(query("$skip").orElse(null), size);
    }

    /** A page as ARM writes it: the items, and an absolute {@code nextLink} that keeps the query. */
    public <T, R> ListResponse<R> list(Page<T> page, Function<T, R> mapper) {
        return new ListResponse<>(page.items().stream().map(mapper).toList(), nextLink(page));
    }

    /** Where the next page stands; null on the last. */
    public @Nullable String nextLink(Page<?> page) {
        var uri = request().getUriInfo().getRequestUri();
        var query = Arrays.stream(
                        uri.getRawQuery() == null
                                ? new String[0]
                                : uri.getRawQuery().split("&", -1))
                .filter(p -> !p.startsWith("$skip=") && !p.regionMatches(true, 0, "%24skip=", 0, 8))
                .collect(Collectors.joining("&"));
        return page.next()
                .map(token -> config.url() + uri.getRawPath() + "?" + query + "&%24skip=" + token)
                .orElse(null);
    }

    /** 201 for what was made, 200 for what was changed; with the operation to poll. */
    public <T> Response accepted(Accepted<T> accepted, String location, Function<T, ?> mapper) {
        return Response.status(accepted.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(mapper.apply(accepted.resource()))
                .header("Azure-AsyncOperation", operationStatus(location, accepted.operation()))
                .header("Retry-After", RETRY_AFTER)
                .build();
    }

    /** 202 without a body: poll {@code Azure-AsyncOperation} or {@code Location}. */
    public Response accepted(UUID operation, String location) {
        return Response.accepted()
                .header("Azure-AsyncOperation", operationStatus(location, operation))
                .header("Location", operationResult(location, operation))
                .header("Retry-After", RETRY_AFTER)
                .build();
    }

    /** Where an operation is polled. */
    public String operationStatus(String location, UUID operation) {
        return operation(location, "computeOperationsStatus", operation);
    }

    /** What {@code Location} names: 202 until the operation has ended. */
    public String operationResult(String location, UUID operation) {
        return operation(location, "computeOperationsResults", operation);
    }

    private String operation(String location, String kind, UUID operation) {
        return config.url() + "/subscriptions/" + subscription() + PROVIDER + "/locations/" + location + "/" + kind
                + "/" + operation + "?api-version=" + query("api-version").orElse(ApiVersions.NEWEST);
    }

    private ContainerRequestContext request() {
        return Objects.requireNonNull(request, "no request");
    }
}
