package io.bancada.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.product.Product;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/** What a browser test needs to be there, made through the public API by one person. */
final class Workbench {
    private final Product product;
    private final String token;

    Workbench(Product product, String user) {
        this.product = product;
        this.token = product.token(user);
    }

    /** Creates a cluster of the smallest size, or gives it another maximum. */
    void cluster(String name, int max) {
        put(product.workspaceId() + "/computes/" + name, """
                {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "Standard_D1",
                 "scaleSettings": {"minNodeCount": 0, "maxNodeCount": %d, "nodeIdleTimeBeforeScaleDown": "PT30S"}}}}""".formatted(max));
    }

    /** Submits a job whose command has no double quotes. */
    void job(String name, String cluster, String displayName, String command) {
        put(product.workspaceId() + "/jobs/" + name, """
                {"properties": {"jobType": "Command", "computeId": "%s/computes/%s", "environmentId": "azureml:host:1",
                 "displayName": "%s", "command": "%s"}}""".formatted(
                        product.workspaceId(), cluster, displayName, command));
    }

    /** Creates a workspace in the resource group of the first one. */
    void workspace(String name) {
        var first = product.workspaceId();
        put(first.substring(0, first.lastIndexOf('/') + 1) + name, "{\"location\": \"local\"}");
    }

    /** Creates or replaces something. */
    void put(String path, String body) {
        var response = product.send(HttpRequest.newBuilder(URI.create(product.url() + path + "?api-version=2024-04-01"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
    }
}
