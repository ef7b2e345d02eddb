package io.bancada.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Microsoft's own example requests against the started product, and every answer against Microsoft's OpenAPI. */
@ExtendWith(ProductExtension.class)
class ContractE2E {
    /** What Bancada says beside what ARM says, by operation. */
    private static final Map<String, String> ADDED = Map.of("VirtualMachineSizes_List", "bancada");

    private static final String LOCATION = "/providers/Microsoft.MachineLearningServices/locations/local";

    private final Product product;
    private final Api admin;
    private final OpenApi api = new OpenApi();
    private final Map<String, OpenApi.Operation> operations = api.operations();
    private final ArmSchemas schemas = new ArmSchemas(api);

    /** What takes the place of {@code {key}} in paths and bodies. */
    private final Map<String, String> values = new HashMap<>();

    ContractE2E(Product product) {
        this.product = product;
        this.admin = new Api(product, "admin");
        var workspace = Api.name("contract");
        values.put("subscriptionId", product.subscriptionId());
        values.put("resourceGroupName", product.workspaceId().split("/", -1)[4]);
        values.put("workspaceName", workspace);
        values.put("location", "local");
        values.put("workspace", product.workspaceId().replaceAll("[^/]+$", workspace));
    }

    @TestFactory
    Stream<DynamicTest> examplesAreAnsweredAsTheOpenApiSays() {
        var quota =
                admin.get(admin.subscription() + LOCATION + "/quotas").body().at("/value/0");
        values.put("quota", quota.path("id").asText());
        values.put("limit", quota.path("limit").asText());
        return Exchanges.inOrder().stream()
                .map(e ->
                        DynamicTest.dynamicTest(e.status() + " " + e.operation() + " " + e.example(), () -> replay(e)));
    }

    @Test
    void listsGoOnWhereNextLinkLeads() {
        var path = product.workspaceId() + "/environments/" + Api.name("paged");
        for (var version : List.of("1", "2", "3")) {
            var put = admin.call(
                    "PUT",
                    path + "/versions/" + version,
                    "{\"properties\": {\"properties\": {\"userManagedDependencies\": \"true\"}}}");
            assertThat(put.status()).as("%s", put.body()).isEqualTo(201);
        }

        var first = admin.get(path + "/versions?$top=2&" + Api.VERSION);
        check(operation("EnvironmentVersions_List"), first);
        assertThat(names(first)).hasSize(2);
        var nextLink = first.body().path("nextLink").asText();
        assertThat(nextLink).startsWith(product.url() + path + "/versions?").contains(Api.VERSION);

        var second = admin.get(nextLink);
        check(operation("EnvironmentVersions_List"), second);
        assertThat(names(second)).hasSize(1);
        assertThat(second.body().has("nextLink")).isFalse();
        assertThat(Stream.concat(names(first).stream(), names(second).stream()))
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(admin.call("DELETE", path, "").status()).isEqualTo(200);
    }

    private void replay(Exchange exchange) throws JsonProcessingException {
        var operation = operation(exchange.operation());
        var parameters = parameters(exchange);

        var answer = ask(operation, parameters);
        var deadline = Instant.now().plusSeconds(60);
        while (exchange.patient()
                && answer.status() != exchange.status()
                && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            answer = ask(operation, parameters);
        }

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(exchange.status());
        var headers = answer.headers().map().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        check(operation, answer);
        if (answer.status() != 200) { // an example has a Location for a deletion that is done; the OpenAPI has none
            var path = OpenApi.VERSION + "examples/" + exchange.example() + ".json";
            api.file(path)
                    .at("/responses/" + exchange.status() + "/headers")
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(headers).contains(name.toLowerCase(Locale.ROOT)));
        }
        if (exchange.operation().equals("CodeVersions_CreateOrGetStartPendingUpload")) {
            upload(answer.body().path("blobReferenceForConsumption"));
        }
    }

    private ObjectNode parameters(Exchange exchange) throws JsonProcessingException {
        var example = api.file(OpenApi.VERSION + "examples/" + exchange.example() + ".json");
        var parameters = (ObjectNode) example.path("parameters").deepCopy();
        for (var change : exchange.changes().entrySet()) {
            var pointer = JsonPointer.compile(change.getKey());
            var parent = parameters.at(pointer.head());
            var name = pointer.last().getMatchingProperty();
            assertThat(parent.isObject()).as(change.getKey()).isTrue();
            if (change.getValue().isEmpty()) {
                ((ObjectNode) parent).remove(name);
            } else {
                ((ObjectNode) parent).set(name, Api.JSON.readTree(filled(change.getValue())));
            }
        }
        return parameters;
    }

    private Api.Answer ask(OpenApi.Operation operation, ObjectNode parameters) {
        var path = filled(operation.path());
        var query = new StringBuilder();
        JsonNode body = Api.JSON.missingNode();
        for (var parameter : parameters.properties()) {
            var value = parameter.getValue();
            if (value.isObject()) {
                body = value;
            } else if (path.contains("{" + parameter.getKey() + "}")) {
                path = path.replace("{" + parameter.getKey() + "}", encoded(value.asText()));
            } else if (!values.containsKey(parameter.getKey())) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(encoded(parameter.getKey()))
                        .append('=')
                        .append(encoded(value.asText()));
            }
        }
        return admin.call(operation.method(), path + query, body.isMissingNode() ? "" : body.toString());
    }

    private void check(OpenApi.Operation operation, Api.Answer answer) {
        var added = ADDED.get(operation.id());
        assertThat(schemas.problems(operation, answer.status(), answer.body()).stream()
                        .filter(p -> added == null || !p.contains("'" + added + "'")))
                .as("%s: %s", operation.id(), answer.body())
                .isEmpty();
        if (answer.status() == 202) {
            assertThat(answer.header("Location").orElse("")).startsWith(product.url());
        }
    }

    /** A file to where the example's code is to come from. */
    private void upload(JsonNode reference) {
        var sas = URI.create(reference.at("/credential/sasUri").asText());
        var blob = reference.path("blobUri").asText();
        var put = HttpRequest.newBuilder(URI.create(blob + "/train.py?" + sas.getRawQuery()))
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(HttpRequest.BodyPublishers.ofString("print('hello')\n"))
                .build();
        assertThat(product.send(put).statusCode()).isEqualTo(201);
        values.put("codeUri", blob);
    }

    private OpenApi.Operation operation(String id) {
        return Objects.requireNonNull(operations.get(id), id);
    }

    private String filled(String text) {
        var filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private static List<String> names(Api.Answer list) {
        return StreamSupport.stream(list.body().path("value").spliterator(), false)
                .map(item -> item.path("name").asText())
                .collect(Collectors.toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
