package io.bancada.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deployments over the API: in whose name they are, how they are polled, and what they are refused for. */
@ExtendWith(ProductExtension.class)
class DeploymentE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ML = "Microsoft.MachineLearningServices/workspaces";

    private final Product product;
    private final Map<String, String> tokens = new HashMap<>();

    DeploymentE2E(Product product) {
        this.product = product;
    }

    @AfterEach
    void cleanUp() {
        call(
                "admin",
                "DELETE",
                product.workspaceId() + "/computes/dep-a?underlyingResourceAction=Delete",
                "",
                "2024-04-01");
        call(
                "admin",
                "DELETE",
                product.workspaceId() + "/computes/dep-b?underlyingResourceAction=Delete",
                "",
                "2024-04-01");
    }

    @Test
    void deploymentIsPolledToItsEndAndWhatDependsComesLater() {
        var answer = deploy("admin", "poll", resources("Standard_D1"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var poll = answer.headers().firstValue("Azure-AsyncOperation").orElseThrow();

        var ended = awaitEnd(poll);

        assertThat(ended.path("status").asText()).as("%s", ended).isEqualTo("Succeeded");
        var shown = json(call("admin", "GET", deployment("poll"), "", "2021-04-01"));
        assertThat(shown.at("/properties/outputs/where/value").asText()).isEqualTo("local");
        assertThat(shown.at("/properties/outputResources")).hasSize(2);
        assertThat(json(call("admin", "GET", product.workspaceId() + "/computes/dep-b", "", "2024-04-01"))
                        .at("/properties/description")
                        .asText())
                .isEqualTo("beside local");
        assertThat(call("admin", "POST", deployment("poll") + "/cancel", "", "2021-04-01")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatCannotBeMadeFailsTheDeploymentWithItsReasonAndTheRestIsNotMade() {
        var poll = deploy("admin", "fails", resources("Standard_Moon"))
                .headers()
                .firstValue("Azure-AsyncOperation")
                .orElseThrow();

        var ended = awaitEnd(poll);

        assertThat(ended.path("status").asText()).isEqualTo("Failed");
        assertThat(ended.at("/error/code").asText()).isEqualTo("DeploymentFailed");
        assertThat(ended.at("/error/details/0/message").asText()).contains("Standard_Moon");
        assertThat(call("admin", "GET", product.workspaceId() + "/computes/dep-b", "", "2024-04-01")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoeverMayNotDeployIsRefusedAndTypesThatAreNotOfferedAreNamed() {
        assertThat(deploy("ana", "hers", "[]").statusCode()).isEqualTo(403);
        assertThat(deploy("vera", "hers", "[]").statusCode()).isEqualTo(403);
        var refused = deploy("admin", "foreign", """
                [{"type": "Microsoft.Storage/storageAccounts", "name": "s", "apiVersion": "2023-01-01"}]""");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/error/code").asText()).isEqualTo("InvalidTemplate");
        assertThat(json(refused).at("/error/message").asText())
                .contains("Microsoft.Storage/storageAccounts")
                .contains(ML + "/computes");
        assertThat(json(refused).at("/error/target").asText()).isEqualTo("properties.template.resources[0].type");
    }

    private static String resources(String size) {
        return """
                [{"type": "%1$s/computes", "name": "main/dep-b", "apiVersion": "2024-04-01", "dependsOn": ["main/dep-a"],
                  "properties": {"computeType": "AmlCompute", "description": "[concat('beside ', reference('main/dep-a').computeLocation)]",
                   "properties": {"vmSize": "%2$s", "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 1}}}},
                 {"type": "%1$s/computes", "name": "main/dep-a", "apiVersion": "2024-04-01",
                  "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "%2$s",
                   "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 1}}}}]""".formatted(ML, size);
    }

    private HttpResponse<String> deploy(String user, String name, String resources) {
        return call(user, "PUT", deployment(name), """
                {"properties": {"mode": "Incremental", "template": {
                 "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                 "contentVersion": "1.0.0.0", "resources": %s,
                 "outputs": {"where": {"type": "string", "value": "[resourceGroup().location]"}}}}}""".formatted(resources), "2021-04-01");
    }

    private String deployment(String name) {
        return product.workspaceId().replaceAll("/providers/.*", "") + "/providers/Microsoft.Resources/deployments/"
                + name;
    }

    private JsonNode awaitEnd(String poll) {
        var deadline = Instant.now().plus(SOON);
        while (Instant.now().isBefore(deadline)) {
            var seen = json(product.send(request("admin", URI.create(poll)).build()));
            if (!seen.path("status").asText().matches("Accepted|Running")) {
                return seen;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new AssertionError(poll + " does not end");
    }

    private HttpResponse<String> call(String user, String method, String path, String body, String version) {
        var address = product.url() + path + (path.contains("?") ? "&" : "?") + "api-version=" + version;
        return product.send(request(user, URI.create(address))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String user, URI address) {
        return HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + tokens.computeIfAbsent(user, product::token))
                .header("Content-Type", "application/json");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }
}
