package io.bancada.asset.model;

import io.bancada.workspace.model.WorkspaceId;

/**
 * A version of code as pages and the API show it.
 *
 * @param workspace where it belongs
 * @param container name of the code
 * @param version name of the version
 * @param anonymous whether a tool made name and version
 * @param codeUri where the upload stood
 * @param snapshot what was taken over
 */
public record CodeVersionDetails(
        WorkspaceId workspace,
        String container,
        String version,
        boolean anonymous,
        String codeUri,
        Snapshot snapshot,
        AssetTexts texts,
        AssetStamps stamps) {
    public static CodeVersionDetails from(CodeVersion v, String subscription) {
        return new CodeVersionDetails(
                v.container().workspace().armId(subscription),
                v.container().name(),
                v.name(),
                v.anonymous(),
                v.codeUri(),
                v.snapshot(),
                v.texts(),
                v.stamps());
    }

    /** ARM id. */
    public String armId() {
        return workspace.child("codes", container) + "/versions/" + version;
    }
}
