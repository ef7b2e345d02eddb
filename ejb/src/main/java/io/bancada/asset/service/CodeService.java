package io.bancada.asset.service;

import io.bancada.workspace.model.Workspace;
import jakarta.ejb.Stateless;
import java.nio.file.Path;

/** Use cases of code containers and versions. */
@Stateless
public class CodeService {
    /** Hash of the snapshot behind a code version's ARM id (or {@code azureml:name:version}); 400 naming properties.codeId when there is none in this workspace. */
    public String resolve(Workspace workspace, String codeId) {
        throw new IllegalStateException(workspace.name() + codeId);
    }

    /** Directory of a snapshot, never to be written. */
    public Path directory(Workspace workspace, String snapshot) {
        throw new IllegalStateException(workspace.name() + snapshot);
    }
}
