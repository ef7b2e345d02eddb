package io.bancada.web;

/** Beginnings of the resources' paths. Parameters are named as the OpenAPI names them. */
public final class ArmPaths {
    public static final String SUBSCRIPTION = "/subscriptions/{subscriptionId}";
    public static final String GROUP = SUBSCRIPTION + "/resourceGroups/{resourceGroupName}";
    public static final String SUBSCRIPTION_PROVIDER = SUBSCRIPTION + "/providers/Microsoft.MachineLearningServices";
    public static final String LOCATION = SUBSCRIPTION_PROVIDER + "/locations/{location}";
    public static final String GROUP_PROVIDER = GROUP + "/providers/Microsoft.MachineLearningServices";
    public static final String WORKSPACE = GROUP_PROVIDER + "/workspaces/{workspaceName}";

    /** Follows the path of whatever is locked. */
    public static final String LOCKS = "/providers/Microsoft.Authorization/locks";

    private ArmPaths() {}
}
