package io.bancada.asset.model;

import io.bancada.workspace.model.WorkspaceId;
import java.util.Optional;

/**
 * A container of asset versions as pages and the API show it.
 *
 * @param workspace where it belongs
 * @param collection {@code codes} or {@code environments}
 * @param latestVersion the newest version; empty while there is none
 * @param nextVersion the number that a tool may take for the next version
 */
public record AssetContainerDetails(
        WorkspaceId workspace,
        String collection,
        String name,
        AssetTexts texts,
        Optional<String> latestVersion,
        String nextVersion,
        AssetStamps stamps) {
    public static AssetContainerDetails from(AssetContainer c, String collection, String subscription) {
        return new AssetContainerDetails(
                c.workspace().armId(subscription),
                collection,
                c.name(),
                c.texts(),
                c.latestVersion(),
                c.nextVersion(),
                c.stamps());
    }

    /** ARM id. */
    public String armId() {
        return workspace.child(collection, name);
    }
}
