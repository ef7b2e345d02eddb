package io.bancada.access;

import java.util.Map;
import java.util.Objects;

/**
 * A body for every operation that takes one: well formed, so that it reaches the decision who may, and of a kind that
 * whoever may does no harm with. Who adds an operation with a body adds one here.
 */
final class HarmlessBodies {
    private static final String CLUSTER = """
            {"location": "local", "properties": {"computeType": "AmlCompute", "properties": {"vmSize": "Standard_None",
             "scaleSettings": {"minNodeCount": 0, "maxNodeCount": 1}}}}""";
    private static final String SIZE = "{\"properties\": {\"targetVMSize\": \"Standard_None\"}}";
    private static final String TEMPLATE = """
            {"properties": {"mode": "Incremental", "template": {"$schema": "https://none/deploymentTemplate.json#",
             "contentVersion": "1.0.0.0", "resources": []}}}""";
    private static final String LOCK = "{\"properties\": {\"level\": \"CanNotDelete\"}}";
    private static final String ROLE = """
            {"properties": {"roleName": "None", "permissions": [{"actions": ["Microsoft.Nothing/none"]}],
             "assignableScopes": ["/"]}}""";
    private static final String ASSIGNMENT = """
            {"properties": {"roleDefinitionId": "none", "principalId": "nobody"}}""";
    private static final String NOTHING = "{\"properties\": {}}";

    private final Map<String, String> bodies;

    /**
     * The bodies.
     *
     * @param quota id of a limit of the location
     * @param cores what the limit is already
     */
    HarmlessBodies(String quota, int cores) {
        bodies = Map.ofEntries(
                Map.entry("CodeContainers_CreateOrUpdate", NOTHING),
                Map.entry("CodeVersions_CreateOrGetStartPendingUpload", "{}"),
                Map.entry("CodeVersions_CreateOrUpdate", "{\"properties\": {\"codeUri\": \"https://a/b\"}}"),
                Map.entry("CodeVersions_UploadZip", "no zip"),
                Map.entry("Compute_CheckNameAvailability", "{\"name\": \"free\"}"),
                Map.entry("Compute_CreateAccessToken", "{\"name\": \"\"}"),
                Map.entry("Compute_CreateOrUpdate", CLUSTER),
                Map.entry("Compute_KeepRunning", "{\"duration\": \"PT1M\"}"),
                Map.entry(
                        "Compute_HandOver",
                        "{\"assignedUser\": {\"objectId\": \"nobody\", \"tenantId\": \"elsewhere\"}}"),
                Map.entry("Compute_PreviewQuota", CLUSTER),
                Map.entry("Compute_Resize", SIZE),
                Map.entry("Compute_ResizePreview", SIZE),
                Map.entry("Compute_Update", NOTHING),
                Map.entry("Compute_UpdateSshKey", "{\"adminPublicKey\": \"none\"}"),
                Map.entry("Compute_UpdateIdleShutdownSetting", "{}"),
                Map.entry("Deployments_CreateOrUpdate", TEMPLATE),
                Map.entry("Deployments_Validate", TEMPLATE),
                Map.entry("Deployments_WhatIf", TEMPLATE),
                Map.entry("EnvironmentContainers_CreateOrUpdate", NOTHING),
                Map.entry(
                        "EnvironmentVersions_CreateOrUpdate",
                        "{\"properties\": {\"properties\": {\"interpreterPath\": \"/usr/bin/python3\"}}}"),
                Map.entry("Files_Move", "{\"from\": \"Shared/absent\", \"to\": \"Shared/none\"}"),
                Map.entry("Files_Upload", "no place"),
                Map.entry("Graph_GetByIds", "{\"ids\": [\"nobody\"]}"),
                Map.entry("Identity_SignOff", "logout_token=none"),
                Map.entry("Jobs_CreateOrUpdate", """
                        {"properties": {"jobType": "Command", "computeId": "absent", "command": "true",
                         "environmentId": "azureml:host:1"}}"""),
                Map.entry("Login_DeviceCode", "client_id=nobody"),
                Map.entry("Login_Token", "client_id=nobody&client_secret=none&grant_type=client_credentials"),
                Map.entry("ManagementLocks_CreateOrUpdateAtComputeLevel", LOCK),
                Map.entry("ManagementLocks_CreateOrUpdateAtResourceGroupLevel", LOCK),
                Map.entry("ManagementLocks_CreateOrUpdateAtSubscriptionLevel", LOCK),
                Map.entry("ManagementLocks_CreateOrUpdateAtWorkspaceLevel", LOCK),
                Map.entry("QuotaRequests_Approve", "{}"),
                Map.entry(
                        "QuotaRequests_Create",
                        "{\"properties\": {\"quotaId\": \"%s\", \"limit\": %d, \"reason\": \"none\"}}"
                                .formatted(quota, cores)),
                Map.entry("QuotaRequests_Decline", "{}"),
                Map.entry("Quotas_Update", "{\"value\": [{\"id\": \"%s\", \"limit\": %d}]}".formatted(quota, cores)),
                Map.entry("ResourceGroups_CreateOrUpdate", "{\"location\": \"local\"}"),
                Map.entry("RoleAssignments_CreateForCompute", ASSIGNMENT),
                Map.entry("RoleAssignments_CreateForGroup", ASSIGNMENT),
                Map.entry("RoleAssignments_CreateForSubscription", ASSIGNMENT),
                Map.entry("RoleAssignments_CreateForWorkspace", ASSIGNMENT),
                Map.entry("RoleDefinitions_CreateOrUpdateForCompute", ROLE),
                Map.entry("RoleDefinitions_CreateOrUpdateForGroup", ROLE),
                Map.entry("RoleDefinitions_CreateOrUpdateForSubscription", ROLE),
                Map.entry("RoleDefinitions_CreateOrUpdateForWorkspace", ROLE),
                Map.entry("Workspaces_CreateOrUpdate", "{\"location\": \"moon\"}"),
                Map.entry("Workspaces_Update", NOTHING),
                Map.entry("Workspaces_UpdatePolicy", NOTHING));
    }

    /** The body of an operation; empty when it takes none. */
    String of(ServedRoute route, boolean takesBody) {
        return takesBody
                ? Objects.requireNonNull(
                        bodies.get(route.id()),
                        () -> route.id() + " takes a body: say a harmless one in HarmlessBodies")
                : "";
    }
}
