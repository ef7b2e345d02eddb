package io.bancada.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.database.PostgresServer;
import io.bancada.product.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A product of its own, on a database that a test can write to while it runs: one person, whose only role is put there
 * and taken away again. Roles are read anew for each request.
 */
final class RoleStage {
    static final String CLUSTER = "cluster";
    static final String JOB = "job";
    static final String ASSET = "asset";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PERSON = "vera";
    private static final String VERSION = "api-version=2024-04-01";

    private final Map<String, String> operations = new HashMap<>();
    private String database = "";
    private @Nullable Product product;
    private String admin = "";
    private String person = "";
    private JsonNode quota = JSON.missingNode();
    private @Nullable HarmlessBodies bodies;

    void open() throws IOException {
        database = PostgresServer.newDatabase("roles");
        product = Product.startAnother(
                "roles",
                Map.of("BANCADA_DB_URL", database, "BANCADA_DB_USER", "bancada", "BANCADA_DB_PASSWORD", "trusted"));
        admin = product().token("admin");
        person = product().token(PERSON);
        execute("delete from role_assignment where principal = 'readers'");
        quota = json(asAdmin(
                        "GET",
                        subscription() + "/providers/Microsoft.MachineLearningServices/locations/local/quotas",
                        ""))
                .at("/value/0");
        bodies = new HarmlessBodies(
                quota.path("id").asText(), quota.path("limit").asInt());
    }

    void close() {
        if (product != null) {
            product.close();
        }
    }

    /** A workspace with something in it of every kind. */
    void furnish(String workspace) {
        var root = workspace(workspace);
        made(asAdmin("PUT", root, "{\"location\": \"local\"}"));
        made(asAdmin("PUT", root + "/environments/" + ASSET + "/versions/1", """
                {"properties": {"properties": {"interpreterPath": "/usr/bin/python3"}}}"""));
        made(asAdmin("PUT", root + "/codes/" + ASSET, "{\"properties\": {}}"));
        made(asAdmin(
                "PUT",
                root + "/quotaRequests/" + ASSET,
                "{\"properties\": {\"quotaId\": \"%s\", \"limit\": %d, \"reason\": \"A test that asks for one core more.\"}}"
                        .formatted(
                                quota.path("id").asText(), quota.path("limit").asInt() + 1)));
        var cluster = made(asAdmin("PUT", root + "/computes/" + CLUSTER, """
                {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "Standard_D1",
                 "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 1}}}}"""));
        var poll =
                URI.create(cluster.headers().firstValue("Azure-AsyncOperation").orElseThrow());
        operations.put(workspace, poll.getPath().replaceFirst(".*/", ""));
        made(asAdmin("PUT", root + "/jobs/" + JOB, """
                {"properties": {"jobType": "Command", "computeId": "%s", "command": "true",
                 "environmentId": "azureml:%s:1"}}""".formatted(CLUSTER, ASSET)));
    }

    /** Whether all that was there is there. */
    boolean stillFurnished(String workspace) {
        return java.util.stream.Stream.of(
                        "",
                        "/computes/" + CLUSTER,
                        "/jobs/" + JOB,
                        "/codes/" + ASSET,
                        "/environments/" + ASSET + "/versions/1")
                .allMatch(
                        path -> asAdmin("GET", workspace(workspace) + path, "").statusCode() == 200);
    }

    /** From now on the person holds this role and no other. */
    void hold(Role role, String scope) {
        execute("delete from role_assignment where principal_type = 'User'");
        if (!role.equals(Role.NONE)) {
            execute(
                    "insert into role_assignment (name, principal_type, principal, role_name, scope, scope_key, created_at)"
                            + " values (gen_random_uuid(), 'User', '" + subject() + "', '" + role.name() + "', '"
                            + scope
                            + "', '" + scope.toLowerCase(Locale.ROOT) + "', now())");
        }
    }

    HttpResponse<String> call(String method, String path, String body) {
        return send(method, path, body, "Bearer " + person);
    }

    HttpResponse<String> anonymously(String method, String path, String body) {
        return send(method, path, body, "");
    }

    HarmlessBodies bodies() {
        return Objects.requireNonNull(bodies);
    }

    String subscriptionId() {
        return product().subscriptionId();
    }

    String subscription() {
        return "/subscriptions/" + subscriptionId();
    }

    String group() {
        return product().workspaceId().split("/", -1)[4];
    }

    String workspace(String name) {
        return product().workspaceId().replaceAll("[^/]+$", name);
    }

    /** The operation that made the workspace's cluster. */
    String operation(String workspace) {
        return Objects.requireNonNull(operations.get(workspace), workspace);
    }

    private HttpResponse<String> asAdmin(String method, String path, String body) {
        return send(method, path, body, "Bearer " + admin);
    }

    private HttpResponse<String> send(String method, String path, String body, String authorization) {
        var address = product().url() + path + (path.contains("?") ? "&" : "?") + VERSION;
        var type = path.contains("/uploadZip")
                ? "application/zip"
                : path.contains("/files/content")
                        ? "application/octet-stream"
                        : path.startsWith("/adfs/") || path.startsWith("/backchannel-logout")
                                ? "application/x-www-form-urlencoded"
                                : "application/json";
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return product().send((body.isEmpty() ? request : request.header("Content-Type", type)).build());
    }

    private String subject() {
        var claims = Base64.getUrlDecoder().decode(person.split("\\.", -1)[1]);
        return json(new String(claims, java.nio.charset.StandardCharsets.UTF_8))
                .path("sub")
                .asText();
    }

    private void execute(String sql) {
        try (var connection = DriverManager.getConnection(database, "bancada", "trusted");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Product product() {
        return Objects.requireNonNull(product, "not open");
    }

    private static HttpResponse<String> made(HttpResponse<String> answer) {
        if (answer.statusCode() != 200 && answer.statusCode() != 201) {
            throw new AssertionError(answer.body());
        }
        return answer;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
