package io.bancada.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only the product may say is not taken from a client, however it is put (S4). */
@ExtendWith(ProductExtension.class)
class MassAssignmentE2E {
    private static final String LIE = "forged";

    /** What ARM has at the top of each resource, and what it has not. */
    private static final String TOP = """
            "id": "/subscriptions/forged", "name": "forged", "type": "forged", "etag": "forged", "ownerId": "forged",
            "identity": {"type": "SystemAssigned", "principalId": "forged"}, "kind": "forged", "sku": {"name": "forged"},
            "systemData": {"createdBy": "forged", "createdAt": "2001-01-01T00:00:00Z", "lastModifiedBy": "forged"}""";

    private final Api admin;
    private final Api ana;

    MassAssignmentE2E(Product product) {
        this.admin = new Api(product, "admin");
        this.ana = new Api(product, "ana");
    }

    @Test
    void clusterIsWhatTheProductSays() {
        var name = Api.name("mass");
        var path = ana.workspace() + "/computes/" + name;
        var body = """
                {%s, "location": "local", "properties": {"computeType": "AmlCompute", "provisioningState": "Failed",
                 "createdOn": "2001-01-01T00:00:00Z", "modifiedOn": "2001-01-01T00:00:00Z", "isAttachedCompute": true,
                 "provisioningErrors": [{"error": {"code": "forged", "message": "forged"}}], "resourceId": "forged",
                 "computeLocation": "forged", "deep": {"er": [{"er": "forged"}]},
                 "properties": {"vmSize": "Standard_D1", "allocationState": "Resizing", "currentNodeCount": 87654321,
                  "targetNodeCount": 87654321, "nodeStateCounts": {"idleNodeCount": 87654321}, "errors": [{"code": "forged"}],
                  "allocationStateTransitionTime": "2001-01-01T00:00:00Z", "quota": "forged",
                  "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 1, "forged": 87654321}}}}""".formatted(TOP);

        for (var method : List.of("PUT", "PUT", "PATCH")) {
            var answer = ana.call(method, path, body);
            assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201);
        }

        var made = ana.get(path).body();
        requireHonest(made, path, name);
        assertThat(made.at("/properties/provisioningState").asText()).isNotEqualTo("Failed");
        assertThat(made.at("/properties/isAttachedCompute").asBoolean()).isFalse();
        assertThat(made.at("/properties/properties/currentNodeCount").asInt()).isZero();
        assertThat(made.at("/properties/properties/nodeStateCounts/idleNodeCount")
                        .asInt())
                .isZero();
        ana.deleteCluster(name);
    }

    @Test
    void workspaceIsWhatTheProductSays() {
        var name = Api.name("mass");
        var path = admin.workspace().replaceAll("[^/]+$", name);
        var body = """
                {%s, "location": "local", "properties": {"workspaceId": "00000000-0000-0000-0000-00000000beef",
                 "provisioningState": "Failed", "tenantId": "forged", "storageHnsEnabled": true, "mlFlowTrackingUri": "forged",
                 "notebookInfo": {"fqdn": "forged"}, "privateLinkCount": 87654321, "serviceProvisionedResourceGroup": "forged",
                 "friendlyName": "Honest"}}""".formatted(TOP);

        for (var method : List.of("PUT", "PUT", "PATCH")) {
            var answer = admin.call(method, path, body);
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        }

        var made = admin.get(path).body();
        requireHonest(made, path, name);
        assertThat(made.at("/properties/friendlyName").asText()).isEqualTo("Honest");
        assertThat(made.at("/properties/provisioningState").asText()).isEqualTo("Succeeded");
        assertThat(made.at("/properties/workspaceId").asText()).doesNotEndWith("beef");
        assertThat(admin.call("DELETE", path, "").status()).isEqualTo(200);
    }

    @Test
    void jobIsWhatTheProductSays() {
        var cluster = Api.name("mass");
        ana.call("PUT", ana.workspace() + "/computes/" + cluster, """
                {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "Standard_D1",
                 "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 1}}}}""");
        var name = Api.name("mass");
        var path = ana.workspace() + "/jobs/" + name;
        var body = """
                {%s, "properties": {"jobType": "Command", "command": "sleep 600", "computeId": "%s",
                 "environmentId": "azureml:host:1", "status": "Completed", "owner": "forged", "createdBy": "forged",
                 "services": {"Studio": {"endpoint": "https://forged"}}, "parameters": {"forged": "forged"},
                 "properties": {"bancada.exitCode": "0", "bancada.queuePlace": "forged", "bancada.message": "forged"}}}""".formatted(TOP, cluster);

        for (var i = 0; i < 2; i++) {
            var answer = ana.call("PUT", path, body);
            assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201);
        }

        var made = ana.get(path).body();
        requireHonest(made, path, name);
        assertThat(made.at("/properties/status").asText()).isIn("Queued", "Preparing", "Starting", "Running");
        assertThat(made.at("/properties/properties").has("bancada.exitCode")).isFalse();
        ana.deleteCluster(cluster);
    }

    private static void requireHonest(JsonNode made, String path, String name) {
        assertThat(made.path("id").asText()).isEqualTo(path);
        assertThat(made.path("name").asText()).isEqualTo(name);
        assertThat(made.path("type").asText()).startsWith("Microsoft.MachineLearningServices/workspaces");
        assertThat(made.at("/systemData/createdAt").asText()).doesNotStartWith("2001");
        assertThat(made.toString())
                .doesNotContain(LIE)
                .doesNotContain("2001-01-01")
                .doesNotContain("87654321");
    }
}
