package io.bancada.environment.service;

import io.bancada.access.model.Caller;
import io.bancada.asset.model.AssetContainerDetails;
import io.bancada.asset.model.AssetStamps;
import io.bancada.asset.model.AssetTexts;
import io.bancada.environment.model.EnvironmentVersionDetails;
import io.bancada.environment.model.InterpreterPath;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import java.util.Map;
import java.util.Optional;

/** The environment that every workspace has without a row: the node's own interpreter. Nobody can change it. */
final class HostEnvironment {
    static final String NAME = "host";
    static final String VERSION = "1";
    private static final AssetTexts TEXTS = new AssetTexts(
            "The node's own Python, " + InterpreterPath.HOST.path() + ", with the packages that are installed there.",
            Map.of(),
            Map.of("userManagedDependencies", "true", "interpreterPath", InterpreterPath.HOST.path()),
            false);

    private HostEnvironment() {}

    static boolean is(String name) {
        return name.equalsIgnoreCase(NAME);
    }

    static AssetContainerDetails container(WorkspaceId id, Workspace workspace) {
        return new AssetContainerDetails(
                id, EnvironmentService.COLLECTION, NAME, TEXTS, Optional.of(VERSION), "2", stamps(workspace));
    }

    static EnvironmentVersionDetails version(WorkspaceId id, Workspace workspace) {
        return new EnvironmentVersionDetails(
                id, NAME, VERSION, true, false, InterpreterPath.HOST, "{}", TEXTS, stamps(workspace));
    }

    /** It came with the workspace. */
    private static AssetStamps stamps(Workspace workspace) {
        return new AssetStamps(
                workspace.createdAt(),
                Caller.SYSTEM.subject(),
                Caller.SYSTEM.name(),
                workspace.createdAt(),
                Caller.SYSTEM.name());
    }
}
