package io.bancada.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The OpenAPI that the started product publishes, beside what it really does. */
@ExtendWith(ProductExtension.class)
class PublishedOpenApiE2E {
    private final Product product;
    private final Api admin;
    private final String text;
    private final JsonNode published;

    PublishedOpenApiE2E(Product product) throws IOException {
        this.product = product;
        this.admin = new Api(product, "admin");
        var answer = product.send(HttpRequest.newBuilder(URI.create(product.url() + "/openapi.json"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        this.text = answer.body();
        this.published = Api.JSON.readTree(text);
    }

    @Test
    void parserOfOthersFindsNothingWrong() {
        var options = new ParseOptions();
        options.setResolve(true);

        var parsed = new OpenAPIV3Parser().readContents(text, null, options);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(30);
        assertThat(parsed.getOpenAPI().getServers().get(0).getUrl()).isEqualTo(product.url());
    }

    @Test
    void parserOfOthersWouldFindAMistake() {
        var broken = text.replace("\"in\":\"path\"", "\"in\":\"nowhere\"");

        assertThat(new OpenAPIV3Parser()
                        .readContents(broken, null, new ParseOptions())
                        .getMessages())
                .isNotEmpty();
    }

    @Test
    void itTellsNothingOfThisInstallation() {
        assertThat(text).doesNotContain(product.subscriptionId(), product.home().toString(), "io.bancada");
    }

    /** What ARM's table knows is asked for; served means that it is published, anything else that it is not. */
    @Test
    void ofArmsOperationsExactlyTheServedArePublished() throws IOException {
        var served = ServedOperationsE2E.checkedIn().stream()
                .filter(line -> line.endsWith("\tserved"))
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList();
        var arm = new OpenApi().operations();

        assertThat(operations().keySet()).filteredOn(arm::containsKey).containsExactlyInAnyOrderElementsOf(served);
        served.forEach(id -> {
            var described = Objects.requireNonNull(arm.get(id), id);
            assertThat(operations().get(id)).isEqualTo(described.method() + " " + described.path());
        });
    }

    /** What is published answers, with another word than that there is no such path, no such method, or not yet. */
    @Test
    void whatIsPublishedIsServed() {
        var absent = new HashSet<String>();
        operations().forEach((id, route) -> {
            var method = route.substring(0, route.indexOf(' '));
            var path = route.substring(route.indexOf(' ') + 1)
                    .replace("{subscriptionId}", product.subscriptionId())
                    .replace("{location}", "local")
                    .replaceAll("\\{\\w+}", "absent");
            var answer = admin.call(method, path, method.startsWith("P") ? "{}" : "");
            if (answer.status() == 405
                    || answer.status() == 501
                    || answer.error().path("message").asText().equals("The API has no such path.")) {
                absent.add(id + ": " + answer.status());
            }
        });
        assertThat(absent).isEmpty();
    }

    @Test
    void answersFitTheSchemasThatArePublished() {
        var workspace = admin.workspace();
        for (var path : Map.of(
                        "/subscriptions/{subscriptionId}",
                        admin.subscription(),
                        WORKSPACE,
                        workspace,
                        WORKSPACE + "/computes",
                        workspace + "/computes",
                        WORKSPACE + "/jobs",
                        workspace + "/jobs",
                        WORKSPACE + "/environments/{name}/versions/{version}",
                        workspace + "/environments/host/versions/1",
                        WORKSPACE + "/files",
                        workspace + "/files",
                        WORKSPACE + "/snapshotLimits",
                        workspace + "/snapshotLimits")
                .entrySet()) {
            var answer = admin.get(path.getValue());
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            assertThat(problems(path.getKey(), answer.body())).as(path.getKey()).isEmpty();
        }
        assertThat(problems(WORKSPACE, Api.JSON.createObjectNode().put("name", 1)))
                .isNotEmpty();
    }

    private static final String WORKSPACE = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
            + "/providers/Microsoft.MachineLearningServices/workspaces/{workspaceName}";

    private List<String> problems(String path, JsonNode body) {
        var schema = published
                .path("paths")
                .path(path)
                .at("/get/responses/200/content")
                .path("application/json");
        var document = Api.JSON.createObjectNode();
        document.setAll((com.fasterxml.jackson.databind.node.ObjectNode) schema.path("schema"));
        document.set("components", published.path("components"));
        var problems = new ArrayList<String>();
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(document)
                .validate(body)
                .forEach(m -> problems.add(m.getMessage()));
        return problems;
    }

    /** Method and path by operation id. */
    private Map<String, String> operations() {
        var operations = new java.util.TreeMap<String, String>();
        published
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(o -> operations.put(
                                o.getValue().path("operationId").asText(),
                                o.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }
}
