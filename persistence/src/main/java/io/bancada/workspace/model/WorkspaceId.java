package io.bancada.workspace.model;

import io.bancada.access.model.Scope;

/**
 * The ARM id of a workspace.
 *
 * @param subscription subscription UUID
 * @param resourceGroup resource group name
 * @param workspace workspace name
 */
public record WorkspaceId(String subscription, String resourceGroup, String workspace) {
    /** ARM's provider namespace. */
    public static final String PROVIDER = "Microsoft.MachineLearningServices";

    /** The ARM id of the workspace itself. */
    public String arm() {
        return groupArm() + "/providers/" + PROVIDER + "/workspaces/" + workspace;
    }

    /** The ARM id of the resource group. */
    public String groupArm() {
        return "/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup;
    }

    /** The ARM id of something in the workspace, such as {@code child("computes", "cpu")}. */
    public String child(String collection, String name) {
        return arm() + "/" + collection + "/" + name;
    }

    /** The scope of one compute, at which it is decided who may do what with it. */
    public Scope compute(String name) {
        return new Scope(child("computes", name));
    }

    public Scope scope() {
        return new Scope(arm());
    }
}
