package io.bancada.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.product.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The product's API as one person, with nothing between a test and the bytes of a request. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String VERSION = "api-version=2024-04-01";

    private final Product product;
    private final String token;

    Api(Product product, String user) {
        this.product = product;
        this.token = product.token(user);
    }

    /** An answer; a body that is no JSON object reads as a missing node. */
    record Answer(int status, HttpHeaders headers, JsonNode body) {
        JsonNode error() {
            return body.path("error");
        }

        Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    String subscription() {
        return "/subscriptions/" + product.subscriptionId();
    }

    /** The workspace that the first start made. */
    String workspace() {
        return product.workspaceId();
    }

    Answer call(String method, String path, String body) {
        return call(method, path, "application/json", body);
    }

    /** Calls a path from the root, as it is when it has a query, else with the newest api-version. */
    Answer call(String method, String path, String contentType, String body) {
        var address = path.startsWith("https:") ? path : product.url() + path;
        var request = HttpRequest.newBuilder(URI.create(address.contains("?") ? address : address + "?" + VERSION))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        var response =
                product.send((method.startsWith("P") ? request.header("Content-Type", contentType) : request).build());
        return new Answer(response.statusCode(), response.headers(), parsed(response.body()));
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    /** The names in a list, over all its pages. */
    List<String> names(String path) {
        var names = new ArrayList<String>();
        for (var next = path; !next.isEmpty(); ) {
            var page = get(next).body();
            page.path("value").forEach(item -> names.add(item.path("name").asText()));
            next = page.path("nextLink").asText();
        }
        return names;
    }

    /** Deletes a cluster and waits until it is gone. */
    void deleteCluster(String name) {
        var path = workspace() + "/computes/" + name;
        call("DELETE", path + "?underlyingResourceAction=Delete&" + VERSION, "");
        var deadline = Instant.now().plusSeconds(60);
        while (get(path).status() != 404) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(path + " is still there");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** A name that no other test takes, by the rules of every kind of resource. */
    static String name(String stem) {
        return stem + "-x" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static JsonNode parsed(String body) {
        try {
            return body.startsWith("{") ? JSON.readTree(body) : JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(body, e);
        }
    }
}
