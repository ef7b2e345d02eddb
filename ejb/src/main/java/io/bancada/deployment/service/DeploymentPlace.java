package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Where a template is deployed, as its expressions can ask.
 *
 * @param subscription subscription UUID
 * @param group name of the resource group
 * @param location of the resource group
 * @param tags of the resource group
 * @param deployment name of the deployment
 */
public record DeploymentPlace(
        String subscription,
        String tenant,
        String group,
        String location,
        Map<String, String> tags,
        String deployment) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public DeploymentPlace {
        tags = Map.copyOf(tags);
    }

    /** ARM id of the resource group. */
    String groupId() {
        return subscriptionId() + "/resourceGroups/" + group;
    }

    String subscriptionId() {
        return "/subscriptions/" + subscription;
    }

    /** What {@code resourceGroup()} is. */
    ObjectNode groupNode() {
        var node = JSON.objectNode()
                .put("id", groupId())
                .put("name", group)
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", location);
        var given = node.putObject("tags");
        tags.forEach(given::put);
        node.putObject("properties").put("provisioningState", "Succeeded");
        return node;
    }

    /** What {@code subscription()} is. */
    ObjectNode subscriptionNode() {
        return JSON.objectNode()
                .put("id", subscriptionId())
                .put("subscriptionId", subscription)
                .put("tenantId", tenant)
                .put("displayName", "Bancada");
    }

    /** What {@code deployment()} is. */
    ObjectNode deploymentNode() {
        var node = JSON.objectNode().put("name", deployment);
        node.putObject("properties").put("mode", "Incremental").put("provisioningState", "Accepted");
        return node;
    }

    /** What {@code tenant()} is. */
    ObjectNode tenantNode() {
        return JSON.objectNode().put("tenantId", tenant);
    }
}
