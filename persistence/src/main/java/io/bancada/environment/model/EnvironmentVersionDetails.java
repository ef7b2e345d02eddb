package io.bancada.environment.model;

import io.bancada.asset.model.AssetStamps;
import io.bancada.asset.model.AssetTexts;
import io.bancada.workspace.model.WorkspaceId;

/**
 * A version of an environment as pages and the API show it.
 *
 * @param workspace where it belongs
 * @param container name of the environment
 * @param version name of the version
 * @param curated whether the product brings it, and nobody can change it
 * @param anonymous whether a tool made name and version
 * @param interpreter where a node has its Python
 * @param definition ARM properties that are kept and returned but not acted on, a JSON object
 */
public record EnvironmentVersionDetails(
        WorkspaceId workspace,
        String container,
        String version,
        boolean curated,
        boolean anonymous,
        InterpreterPath interpreter,
        String definition,
        AssetTexts texts,
        AssetStamps stamps) {
    public static EnvironmentVersionDetails from(EnvironmentVersion v, String subscription) {
        return new EnvironmentVersionDetails(
                v.container().workspace().armId(subscription),
                v.container().name(),
                v.name(),
                false,
                v.anonymous(),
                v.interpreter(),
                v.definition(),
                v.texts(),
                v.stamps());
    }

    /** ARM id. */
    public String armId() {
        return workspace.child("environments", container) + "/versions/" + version;
    }
}
