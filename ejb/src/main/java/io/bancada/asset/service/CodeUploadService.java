package io.bancada.asset.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.asset.model.CodeVersionDetails;
import io.bancada.error.BancadaException;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;

/** Makes versions of code from uploads. No transaction is open while files are copied. */
@ApplicationScoped
public class CodeUploadService {
    private final CodeService codes;
    private final UploadService uploads;
    private final SnapshotStore snapshots;
    private final Workspaces workspaces;
    private final Access access;

    @Inject
    public CodeUploadService(
            CodeService codes, UploadService uploads, SnapshotStore snapshots, Workspaces workspaces, Access access) {
        this.codes = codes;
        this.uploads = uploads;
        this.snapshots = snapshots;
        this.workspaces = workspaces;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected CodeUploadService() {
        this(null, null, null, null, null);
    }

    /** Workspaces_GetSnapshotLimits: what a client asks before it uploads. */
    public SnapshotLimits limits(Caller caller, WorkspaceId workspace) {
        access.require(caller, Actions.CODE_VERSION_READ, workspace.scope());
        workspaces.get(workspace);
        return snapshots.limits();
    }

    /**
     * CodeVersions_CreateOrUpdate: takes the upload at {@code codeUri} over as a snapshot. Idempotent; the same version
     * with the same content succeeds again.
     *
     * @throws BancadaException 400 or 413 when the upload cannot be taken, 409 when the version has other content
     */
    public Registered<CodeVersionDetails> put(
            Caller caller, WorkspaceId workspace, String name, String version, CodeVersionRequest asked) {
        access.require(caller, Actions.CODE_VERSION_WRITE, workspace.scope());
        var request = new CodeVersionRequest(
                asked.codeUri().filter(u -> !u.isBlank()).map(uploads::withoutSignature),
                asked.anonymous(),
                asked.texts());
        ResourceNames.requireAsset("name", name);
        ResourceNames.requireAsset("version", version);
        var folder = request.codeUri().flatMap(uri -> uploads.folder(caller, workspace, uri));
        if (folder.isEmpty()) {
            return codes.describe(caller, workspace, name, version, request)
                    .orElseThrow(() -> BancadaException.invalid(
                            "properties.codeUri",
                            "codeUri names no upload of this workspace: ask startPendingUpload for one, upload the files"
                                    + " there, and give its blobUri."));
        }
        var snapshot = snapshots.addFolder(workspaces.get(workspace), folder.orElseThrow());
        return codes.register(caller, workspace, name, version, snapshot, request);
    }

    /**
     * Takes a zip archive over as a version of code, in one step. Idempotent as {@link #put}.
     *
     * @param archive read to its end, not closed
     */
    public Registered<CodeVersionDetails> putZip(
            Caller caller,
            WorkspaceId workspace,
            String name,
            String version,
            InputStream archive,
            CodeVersionRequest request) {
        access.require(caller, Actions.CODE_VERSION_WRITE, workspace.scope());
        ResourceNames.requireAsset("name", name);
        ResourceNames.requireAsset("version", version);
        var snapshot = snapshots.addZip(workspaces.get(workspace), archive);
        return codes.register(caller, workspace, name, version, snapshot, request);
    }
}
