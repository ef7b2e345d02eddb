package io.bancada.asset.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.asset.model.AssetContainerDetails;
import io.bancada.asset.model.AssetTexts;
import io.bancada.asset.model.CodeContainer;
import io.bancada.asset.model.CodeRepository;
import io.bancada.asset.model.CodeVersion;
import io.bancada.asset.model.CodeVersionDetails;
import io.bancada.asset.model.Snapshot;
import io.bancada.audit.service.Audit;
import io.bancada.error.BancadaException;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.WorkspaceEmptying;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Use cases of code containers and versions. New versions come through {@link CodeUploadService}. */
@Stateless
public class CodeService {
    static final String COLLECTION = "codes";
    private static final String FIELD = "properties.codeId";

    private CodeRepository rows;
    private SnapshotStore snapshots;
    private Workspaces workspaces;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public CodeService(
            CodeRepository rows,
            SnapshotStore snapshots,
            Workspaces workspaces,
            Access access,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.snapshots = snapshots;
        this.workspaces = workspaces;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected CodeService() {}

    /** Hash of the snapshot behind a code version's ARM id (or {@code azureml:name:version}); 400 naming properties.codeId when there is none in this workspace. */
    public String resolve(Workspace workspace, String codeId) {
        var reference = AssetReference.parse(workspaces.armId(workspace), COLLECTION, FIELD, codeId);
        return rows.findVersion(workspace, reference.name(), reference.version())
                .map(v -> v.snapshot().hash())
                .orElseThrow(() -> BancadaException.invalid(
                        FIELD,
                        "There is no code '" + reference.name() + "' version '" + reference.version()
                                + "' in the workspace '" + workspace.name() + "'."));
    }

    /** Directory of a snapshot, never to be written. */
    public Path directory(Workspace workspace, String snapshot) {
        return snapshots.directory(workspace, snapshot);
    }

    /** CodeContainers_Get. */
    public AssetContainerDetails get(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.CODE_READ, workspace.scope());
        return details(find(workspace, name), workspace);
    }

    /** CodeContainers_List, oldest first. */
    public Page<AssetContainerDetails> list(Caller caller, WorkspaceId workspace, PageRequest page) {
        access.require(caller, Actions.CODE_READ, workspace.scope());
        return rows.list(workspaces.get(workspace), page).map(c -> details(c, workspace));
    }

    /** CodeContainers_CreateOrUpdate. */
    public Registered<AssetContainerDetails> put(
            Caller caller, WorkspaceId workspaceId, String name, AssetTexts texts) {
        access.require(caller, Actions.CODE_WRITE, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        var existing = rows.find(workspace, name);
        var container = existing.orElseGet(() -> create(caller, workspace, name, texts));
        container.describe(texts, caller, clock.instant());
        audit.record(
                caller,
                Actions.CODE_WRITE,
                workspaceId.child(COLLECTION, container.name()),
                existing.isEmpty() ? "created" : "replaced");
        return new Registered<>(details(container, workspaceId), existing.isEmpty());
    }

    /**
     * CodeContainers_Delete, with all versions. Jobs that were submitted with them keep their snapshots.
     *
     * @return whether there was one
     */
    public boolean delete(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.CODE_DELETE, workspace.scope());
        var found = rows.lock(workspaces.get(workspace), name);
        found.ifPresent(c -> {
            rows.remove(c);
            audit.record(caller, Actions.CODE_DELETE, workspace.child(COLLECTION, c.name()), "deleted");
        });
        return found.isPresent();
    }

    /** CodeVersions_Get. */
    public CodeVersionDetails getVersion(Caller caller, WorkspaceId workspace, String name, String version) {
        access.require(caller, Actions.CODE_VERSION_READ, workspace.scope());
        return rows.findVersion(workspaces.get(workspace), name, version)
                .map(v -> CodeVersionDetails.from(v, workspace.subscription()))
                .orElseThrow(
                        () -> BancadaException.notFound(workspace.child(COLLECTION, name) + "/versions/" + version));
    }

    /**
     * CodeVersions_List.
     *
     * @param newestFirst else oldest first
     * @param hash only those whose snapshot has this content address
     */
    public Page<CodeVersionDetails> listVersions(
            Caller caller,
            WorkspaceId workspace,
            String name,
            boolean newestFirst,
            Optional<String> hash,
            PageRequest page) {
        access.require(caller, Actions.CODE_VERSION_READ, workspace.scope());
        return rows.listVersions(find(workspace, name), newestFirst, hash, page)
                .map(v -> CodeVersionDetails.from(v, workspace.subscription()));
    }

    /**
     * CodeVersions_Delete. Jobs that were submitted with it keep their snapshot.
     *
     * @return whether there was one
     */
    public boolean deleteVersion(Caller caller, WorkspaceId workspaceId, String name, String version) {
        access.require(caller, Actions.CODE_VERSION_DELETE, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        var found = rows.lock(workspace, name).flatMap(c -> rows.findVersion(workspace, name, version));
        found.ifPresent(v -> {
            var id = CodeVersionDetails.from(v, workspaceId.subscription()).armId();
            rows.remove(v);
            audit.record(
                    caller,
                    Actions.CODE_VERSION_DELETE,
                    id,
                    "deleted " + v.snapshot().hash());
        });
        return found.isPresent();
    }

    /**
     * CodeVersions_CreateOrUpdate, once the snapshot is there: a version that exists keeps its snapshot.
     *
     * @throws BancadaException 409 when the version stands for another snapshot
     */
    public Registered<CodeVersionDetails> register(
            Caller caller,
            WorkspaceId workspaceId,
            String name,
            String version,
            Snapshot snapshot,
            CodeVersionRequest request) {
        access.require(caller, Actions.CODE_VERSION_WRITE, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        ResourceNames.requireAsset("version", version);
        snapshots.directory(workspace, snapshot.hash());
        var existing = rows.findVersion(workspace, name, version);
        existing.filter(v -> !v.snapshot().hash().equals(snapshot.hash())).ifPresent(v -> {
            throw BancadaException.conflict(
                    "properties.codeUri",
                    "Version '" + v.name() + "' of the code '" + name + "' exists with other content and never changes;"
                            + " register the upload under another version.");
        });
        if (existing.isPresent()) {
            return described(caller, workspaceId, existing.orElseThrow(), request.texts());
        }
        var container = rows.lock(workspace, name).orElseGet(() -> create(caller, workspace, name, AssetTexts.NONE));
        var made = new CodeVersion(
                container,
                version,
                request.anonymous(),
                request.codeUri().orElse(""),
                snapshot,
                request.texts(),
                caller,
                clock.instant());
        rows.add(made);
        container.added(version);
        var details = CodeVersionDetails.from(made, workspaceId.subscription());
        audit.record(caller, Actions.CODE_VERSION_WRITE, details.armId(), "created " + snapshot.hash());
        return new Registered<>(details, true);
    }

    /**
     * CodeVersions_CreateOrUpdate of a version that exists and whose upload is the same, or not named.
     *
     * @return empty when there is no such version, or another upload is named
     */
    public Optional<Registered<CodeVersionDetails>> describe(
            Caller caller, WorkspaceId workspaceId, String name, String version, CodeVersionRequest request) {
        access.require(caller, Actions.CODE_VERSION_WRITE, workspaceId.scope());
        return rows.findVersion(workspaces.get(workspaceId), name, version)
                .filter(v -> request.codeUri().map(v.codeUri()::equals).orElse(true))
                .map(v -> described(caller, workspaceId, v, request.texts()));
    }

    /** Its code goes with the workspace. */
    public void empty(@Observes WorkspaceEmptying event) {
        rows.removeAll(event.workspace());
    }

    private Registered<CodeVersionDetails> described(
            Caller caller, WorkspaceId workspaceId, CodeVersion version, AssetTexts texts) {
        version.describe(texts, caller, clock.instant());
        var details = CodeVersionDetails.from(version, workspaceId.subscription());
        audit.record(caller, Actions.CODE_VERSION_WRITE, details.armId(), "described");
        return new Registered<>(details, false);
    }

    private CodeContainer create(Caller caller, Workspace workspace, String name, AssetTexts texts) {
        ResourceNames.requireAsset("name", name);
        var made = new CodeContainer(workspace, name, texts, caller, clock.instant());
        rows.add(made);
        return made;
    }

    private CodeContainer find(WorkspaceId workspace, String name) {
        return rows.find(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child(COLLECTION, name)));
    }

    private static AssetContainerDetails details(CodeContainer container, WorkspaceId workspace) {
        return AssetContainerDetails.from(container, COLLECTION, workspace.subscription());
    }
}
