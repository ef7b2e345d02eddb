package io.bancada.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.product.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Predicate;

/** The workspace's resources over the public API, as one person. */
public final class Arm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "api-version=2024-04-01";

    private final Product product;
    private final String token;

    public Arm(Product product, String user) {
        this(product.token(user), product);
    }

    private Arm(String token, Product product) {
        this.product = product;
        this.token = token;
    }

    /** Whoever bears this token. */
    public static Arm bearing(String token, Product product) {
        return new Arm(token, product);
    }

    /** The person's object id, as the token says it. */
    public String objectId() {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]))
                    .path("sub")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {
        /** A header that must be there. */
        public String header(String name) {
            return headers.firstValue(name).orElseThrow(() -> new AssertionError("no " + name + ": " + headers));
        }
    }

    /** Calls {@code path} below the workspace, such as {@code /computes/cpu}; {@code body} may be empty. */
    public Answer call(String method, String path, String body) {
        var separator = path.contains("?") ? "&" : "?";
        var request = HttpRequest.newBuilder(
                        URI.create(product.url() + product.workspaceId() + path + separator + VERSION))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = product.send(request);
        try {
            return new Answer(
                    response.statusCode(),
                    response.body().startsWith("{") ? JSON.readTree(response.body()) : JSON.createObjectNode(),
                    response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an existing resource looks like. */
    public JsonNode get(String path) {
        var answer = call("GET", path, "");
        if (answer.status() != 200) {
            throw new AssertionError("GET " + path + ": " + answer);
        }
        return answer.body();
    }

    /** The text of a job's log. */
    public String log(String job, int process) {
        return product.send(HttpRequest.newBuilder(URI.create(product.url() + product.workspaceId() + "/jobs/" + job
                                + "/logs?process=" + process + "&" + VERSION))
                        .header("Authorization", "Bearer " + token)
                        .build())
                .body();
    }

    /** Creates a cluster of the smallest size. */
    public void cluster(String name, int min, int max, String idle) {
        var answer = call("PUT", "/computes/" + name, """
                {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "Standard_D1",
                 "scaleSettings": {"minNodeCount": %d, "maxNodeCount": %d, "nodeIdleTimeBeforeScaleDown": "%s"}}}}""".formatted(min, max, idle));
        if (answer.status() != 201) {
            throw new AssertionError("cluster " + name + ": " + answer);
        }
    }

    /** Creates a compute instance of the smallest size for the person with this object id. */
    public void desk(String name, String person) {
        var answer = call("PUT", "/computes/" + name, """
                {"location": "local", "properties": {"computeType": "ComputeInstance", "properties": {"vmSize": "Standard_DS1_v2",
                 "personalComputeInstanceSettings": {"assignedUser": {"objectId": "%s", "tenantId": "%s"}}}}}""".formatted(
                        person, product.status().path("tenantId").asText()));
        if (answer.status() != 201) {
            throw new AssertionError("instance " + name + ": " + answer);
        }
    }

    /** Deletes a compute, if it is there, and waits until it is gone. */
    public void remove(String compute) {
        var limit = Duration.ofMinutes(2);
        var deadline = Instant.now().plus(limit);
        call("DELETE", "/computes/" + compute + "?underlyingResourceAction=Delete", "");
        while (call("GET", "/computes/" + compute, "").status() != 404) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(compute + " is still there after " + limit);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100).toNanos());
        }
    }

    /** Submits a command and returns what the API answered. */
    public Answer submit(String name, String cluster, String command, int instances) {
        return call("PUT", "/jobs/" + name, """
                {"properties": {"jobType": "Command", "computeId": "%s", "environmentId": "azureml:host:1", "command": %s,
                 "resources": {"instanceCount": %d}}}""".formatted(cluster, JSON.valueToTree(command), instances));
    }

    /** Waits until the job has ended and returns it. */
    public JsonNode ended(String job) {
        return await("/jobs/" + job, Duration.ofSeconds(60), j -> switch (status(j)) {
            case "Completed", "Failed", "Canceled" -> true;
            default -> false;
        });
    }

    /** Waits until the resource is as wanted and returns it. */
    public JsonNode await(String path, Duration limit, Predicate<JsonNode> wanted) {
        var deadline = Instant.now().plus(limit);
        var seen = get(path);
        while (!wanted.test(seen)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(path + " did not come to be as wanted within " + limit + ": " + seen);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100).toNanos());
            seen = get(path);
        }
        return seen;
    }

    public static String status(JsonNode job) {
        return job.at("/properties/status").asText();
    }

    public static int nodes(JsonNode compute) {
        return compute.at("/properties/properties/currentNodeCount").asInt();
    }
}
