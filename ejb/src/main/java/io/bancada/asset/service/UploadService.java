package io.bancada.asset.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.asset.model.CodeRepository;
import io.bancada.asset.model.PendingUpload;
import io.bancada.audit.service.Audit;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Use cases of uploads: opens a blob container for one version of code and finds it again. */
@Stateless
public class UploadService {
    private static final Duration SIGNATURE_LIFE = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int SWEPT_AT_ONCE = 20;

    private CodeRepository rows;
    private BlobStore blobs;
    private BlobSignatures signatures;
    private Workspaces workspaces;
    private Installation installation;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public UploadService(
            CodeRepository rows,
            BlobStore blobs,
            BlobSignatures signatures,
            Workspaces workspaces,
            Installation installation,
            Access access,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.blobs = blobs;
        this.signatures = signatures;
        this.workspaces = workspaces;
        this.installation = installation;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected UploadService() {}

    /**
     * CodeVersions_CreateOrGetStartPendingUpload.
     *
     * @param uploadId the id of an upload that goes on, or of a new one; empty for a new one with an id of ours
     */
    public UploadTicket start(
            Caller caller, WorkspaceId workspaceId, String name, String version, Optional<String> uploadId) {
        access.require(caller, Actions.CODE_VERSION_WRITE, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        ResourceNames.requireAsset("name", name);
        ResourceNames.requireAsset("version", version);
        uploadId.ifPresent(id -> ResourceNames.requireAsset("pendingUploadId", id));
        sweep();
        var now = clock.instant();
        var id = uploadId.orElseGet(() -> UUID.randomUUID().toString());
        var upload = rows.findUpload(workspace, name, version, id).orElseGet(() -> {
            var container = "u" + UUID.randomUUID().toString().replace("-", "");
            var made = new PendingUpload(container, workspace, name, version, id, now);
            rows.add(made);
            return made;
        });
        upload.keepUntil(now.plus(KEPT));
        blobs.create(upload.container());
        var arm = workspaceId.child(CodeService.COLLECTION, name) + "/versions/" + version;
        audit.record(caller, Actions.CODE_VERSION_WRITE, arm, "upload " + upload.container() + " opened");
        var uri = new BlobAddress(upload.container(), "").uri(installation.url());
        var query = signatures.query(upload.container(), now.plus(SIGNATURE_LIFE));
        return new UploadTicket(id, uri, URI.create(uri + "?" + query));
    }

    /** The folder on disk that a {@code codeUri} names; empty when it names no upload of this workspace that is still there. */
    public Optional<Path> folder(Caller caller, WorkspaceId workspaceId, String codeUri) {
        access.require(caller, Actions.CODE_VERSION_WRITE, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        return BlobAddress.parse(installation.url(), codeUri)
                .filter(a -> rows.findUpload(a.container())
                        .filter(u -> u.workspace().uid().equals(workspace.uid()))
                        .isPresent())
                .map(blobs::folder);
    }

    /** The address without its signature, so that no credential is ever stored. */
    public String withoutSignature(String codeUri) {
        return BlobAddress.parse(installation.url(), codeUri)
                .map(a -> a.uri(installation.url()).toString())
                .orElse(codeUri);
    }

    /** Uploads end a day after they were last asked for; nobody waits for the sweeping but who starts the next. */
    private void sweep() {
        for (var upload : rows.expiredUploads(clock.instant(), SWEPT_AT_ONCE)) {
            blobs.delete(upload.container());
            rows.remove(upload);
        }
    }
}
