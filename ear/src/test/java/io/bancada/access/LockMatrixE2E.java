package io.bancada.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every served route with a lock on the resource group: what changes is refused, what reads is not. Which routes change is
 * read off the product's own OpenAPI, so that a route that passes locks by cannot be added unnoticed.
 */
@ExtendWith(ProductExtension.class)
class LockMatrixE2E {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUP = "locked";
    private static final String VERSION = "api-version=2024-04-01";

    /** What a lock does not reach: data, a person's own way in, other things than resources, and locks themselves. */
    private static final List<String> FREE = List.of("Files_", "ManagementLocks_", "Login_", "Blobs_");

    /** Answers only, or lets the person of an instance in, by a verb that changes elsewhere. */
    private static final Set<String> FREE_ROUTES = Set.of(
            "Compute_CheckNameAvailability",
            "Compute_CreateAccessToken",
            "Compute_RevokeAccessToken",
            "Compute_UpdateSshKey",
            "Compute_ListNodes",
            "Compute_PreviewQuota",
            "Compute_ResizePreview",
            "Deployments_Cancel",
            "Deployments_ExportTemplate",
            "Deployments_Validate",
            "Deployments_WhatIf");

    private final Product product;
    private final String token;
    private JsonNode bodied = JSON.missingNode();
    private JsonNode quota = JSON.missingNode();

    LockMatrixE2E(Product product) {
        this.product = product;
        this.token = product.token("admin");
    }

    @BeforeEach
    void furnish() throws IOException {
        assertThat(call("PUT", group(), "{\"location\": \"local\"}").statusCode())
                .isIn(200, 201);
        assertThat(call("PUT", workspace(), "{\"location\": \"local\"}").statusCode())
                .isIn(200, 201);
        assertThat(call("PUT", workspace() + "/computes/cluster", """
                {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "Standard_D1",
                 "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 1}}}}""").statusCode())
                .isIn(200, 201);
    }

    @AfterEach
    void unlock() {
        call("DELETE", lock(), "");
        call("DELETE", workspace() + "/computes/cluster?underlyingResourceAction=Delete", "");
    }

    @Test
    void readOnlyRefusesEveryRouteThatChangesAndNoneThatReads() throws IOException {
        lock("ReadOnly");
        var softly = new SoftAssertions();
        for (var route : routes()) {
            var answer = call(route.method(), path(route), body(route));
            if (changes(route)) {
                softly.assertThat(code(answer))
                        .as("%s: %s", route, answer.body())
                        .isEqualTo("ScopeLocked");
                softly.assertThat(answer.statusCode()).as("%s", route).isEqualTo(409);
                softly.assertThat(answer.body()).as("%s", route).contains("keep");
            } else {
                softly.assertThat(code(answer))
                        .as("%s: %s", route, answer.body())
                        .isNotEqualTo("ScopeLocked");
            }
        }
        softly.assertAll();
    }

    @Test
    void canNotDeleteRefusesEveryDeleteAndNothingElse() throws IOException {
        lock("CanNotDelete");
        var softly = new SoftAssertions();
        for (var route : routes()) {
            var deletes = changes(route) && route.method().equals("DELETE");
            if (deletes || List.of("GET", "DELETE").contains(route.method())) {
                var answer = call(route.method(), path(route), "");
                softly.assertThat(code(answer).equals("ScopeLocked"))
                        .as("%s: %s", route, answer.body())
                        .isEqualTo(deletes);
            }
        }
        softly.assertAll();
        assertThat(call("PUT", workspace(), "{\"location\": \"local\"}").statusCode())
                .isEqualTo(200);
    }

    private boolean changes(ServedRoute route) {
        return !route.access().equals("subscription") // decided above the lock
                && !route.method().equals("GET")
                && !route.method().equals("HEAD")
                && FREE.stream().noneMatch(free -> route.id().startsWith(free))
                && !FREE_ROUTES.contains(route.id());
    }

    /** Those in the resource group: only there the lock holds. */
    private List<ServedRoute> routes() throws IOException {
        var openApi = JSON.readTree(call("GET", "/openapi.json", "").body());
        bodied = openApi;
        quota = JSON.readTree(call(
                                "GET",
                                "/subscriptions/" + product.subscriptionId()
                                        + "/providers/Microsoft.MachineLearningServices/locations/local/quotas",
                                "")
                        .body())
                .at("/value/0");
        var routes = new ArrayList<>(ServedRoute.all(openApi));
        routes.removeIf(r -> !r.path().contains("{resourceGroupName}"));
        assertThat(routes).hasSizeGreaterThan(80);
        return routes;
    }

    private String body(ServedRoute route) {
        var takes = bodied.at("/paths")
                .path(route.path())
                .path(route.method().toLowerCase(Locale.ROOT))
                .has("requestBody");
        return new HarmlessBodies(quota.path("id").asText(), quota.path("limit").asInt()).of(route, takes);
    }

    private String path(ServedRoute route) {
        var names = new HashMap<>(Map.of(
                "subscriptionId", product.subscriptionId(),
                "resourceGroupName", GROUP,
                "workspaceName", "locked",
                "computeName", "cluster",
                "id", "absent",
                "name", "absent",
                "version", "1",
                "path", "x"));
        var path = route.path();
        for (var name : names.entrySet()) {
            path = path.replace("{" + name.getKey() + "}", name.getValue());
        }
        path = path.replace("{tokenId}", "00000000-0000-0000-0000-000000000000").replaceAll("\\{\\w+}", "1");
        return path + "?underlyingResourceAction=Delete";
    }

    private void lock(String level) {
        var answer = call("PUT", lock(), "{\"properties\": {\"level\": \"" + level + "\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private String lock() {
        return group() + "/providers/Microsoft.Authorization/locks/keep";
    }

    private String group() {
        return "/subscriptions/" + product.subscriptionId() + "/resourceGroups/" + GROUP;
    }

    private String workspace() {
        return group() + "/providers/Microsoft.MachineLearningServices/workspaces/locked";
    }

    private HttpResponse<String> call(String method, String path, String body) {
        var type = path.contains("/uploadZip")
                ? "application/zip"
                : path.contains("/files/content") ? "application/octet-stream" : "application/json";
        return product.send(
                HttpRequest.newBuilder(URI.create(product.url() + path + (path.contains("?") ? "&" : "?") + VERSION))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static String code(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body()).path("error").path("code").asText();
        } catch (IOException e) {
            return "";
        }
    }
}
