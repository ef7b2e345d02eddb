package io.bancada.environment.service;

import io.bancada.access.model.ActionKind;
import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.asset.model.AssetContainerDetails;
import io.bancada.asset.model.AssetTexts;
import io.bancada.asset.service.AssetReference;
import io.bancada.asset.service.Registered;
import io.bancada.audit.service.Audit;
import io.bancada.environment.model.EnvironmentContainer;
import io.bancada.environment.model.EnvironmentRepository;
import io.bancada.environment.model.EnvironmentVersion;
import io.bancada.environment.model.EnvironmentVersionDetails;
import io.bancada.environment.model.InterpreterPath;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;

/** Use cases of environment containers and versions. Today environments are user-managed: an interpreter on the node. */
@Stateless
public class EnvironmentService {
    static final String COLLECTION = "environments";
    private static final String FIELD = "properties.environmentId";

    private EnvironmentRepository rows;
    private Workspaces workspaces;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public EnvironmentService(
            EnvironmentRepository rows, Workspaces workspaces, Access access, Audit audit, Clock clock) {
        this.rows = rows;
        this.workspaces = workspaces;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected EnvironmentService() {}

    /** What the environment version gives; 400 naming properties.environmentId when there is none in this workspace. */
    public JobEnvironment resolve(Workspace workspace, String environmentId) {
        var id = workspaces.armId(workspace);
        var reference = AssetReference.parse(id, COLLECTION, FIELD, environmentId);
        return findVersion(id, workspace, reference.name(), reference.version())
                .map(v -> new JobEnvironment(v.armId(), v.interpreter().variables()))
                .orElseThrow(() -> BancadaException.invalid(
                        FIELD,
                        "There is no environment '" + reference.name() + "' version '" + reference.version()
                                + "' in the workspace '" + workspace.name() + "'; azureml:" + HostEnvironment.NAME + ":"
                                + HostEnvironment.VERSION + " is always there."));
    }

    /** EnvironmentContainers_Get. */
    public AssetContainerDetails get(Caller caller, WorkspaceId id, String name) {
        access.require(caller, Actions.ENVIRONMENT_READ, id.scope());
        var workspace = workspaces.get(id);
        return HostEnvironment.is(name)
                ? HostEnvironment.container(id, workspace)
                : details(find(id, workspace, name), id);
    }

    /**
     * EnvironmentContainers_List: the built-in one, then the others, oldest first.
     *
     * @param archived whether archived ones are wanted; empty for both
     */
    public Page<AssetContainerDetails> list(
            Caller caller, WorkspaceId id, Optional<Boolean> archived, PageRequest page) {
        access.require(caller, Actions.ENVIRONMENT_READ, id.scope());
        var workspace = workspaces.get(id);
        var found = rows.list(workspace, archived, page).map(c -> details(c, id));
        if (page.after().isPresent() || archived.orElse(false)) {
            return found;
        }
        var items = new ArrayList<AssetContainerDetails>();
        items.add(HostEnvironment.container(id, workspace));
        items.addAll(found.items());
        return new Page<>(items, found.next());
    }

    /** EnvironmentContainers_CreateOrUpdate. */
    public Registered<AssetContainerDetails> put(Caller caller, WorkspaceId id, String name, AssetTexts texts) {
        access.require(caller, Actions.ENVIRONMENT_WRITE, id.scope());
        requireOwn(name);
        var workspace = workspaces.get(id);
        var existing = rows.find(workspace, name);
        var container = existing.orElseGet(() -> create(caller, workspace, name, texts));
        container.describe(texts, caller, clock.instant());
        audit.record(
                caller,
                Actions.ENVIRONMENT_WRITE,
                id.child(COLLECTION, container.name()),
                existing.isEmpty() ? "created" : "replaced");
        return new Registered<>(details(container, id), existing.isEmpty());
    }

    /**
     * EnvironmentContainers_Delete, with all versions. ARM has no action of its own for it, so the right to write is
     * asked for.
     *
     * @return whether there was one
     */
    public boolean delete(Caller caller, WorkspaceId id, String name) {
        access.require(caller, Actions.ENVIRONMENT_WRITE, ActionKind.DELETE, id.scope());
        requireOwn(name);
        var found = rows.lock(workspaces.get(id), name);
        found.ifPresent(c -> {
            rows.remove(c);
            audit.record(caller, Actions.ENVIRONMENT_WRITE, id.child(COLLECTION, c.name()), "deleted");
        });
        return found.isPresent();
    }

    /** EnvironmentVersions_Get. */
    public EnvironmentVersionDetails getVersion(Caller caller, WorkspaceId id, String name, String version) {
        access.require(caller, Actions.ENVIRONMENT_VERSION_READ, id.scope());
        return findVersion(id, workspaces.get(id), name, version)
                .orElseThrow(() -> BancadaException.notFound(id.child(COLLECTION, name) + "/versions/" + version));
    }

    /**
     * EnvironmentVersions_List.
     *
     * @param newestFirst else oldest first
     * @param archived whether archived ones are wanted; empty for both
     */
    public Page<EnvironmentVersionDetails> listVersions(
            Caller caller,
            WorkspaceId id,
            String name,
            boolean newestFirst,
            Optional<Boolean> archived,
            PageRequest page) {
        access.require(caller, Actions.ENVIRONMENT_VERSION_READ, id.scope());
        var workspace = workspaces.get(id);
        if (HostEnvironment.is(name)) {
            var host = HostEnvironment.version(id, workspace);
            return new Page<>(archived.orElse(false) ? java.util.List.of() : java.util.List.of(host), Optional.empty());
        }
        return rows.listVersions(find(id, workspace, name), newestFirst, archived, page)
                .map(v -> EnvironmentVersionDetails.from(v, id.subscription()));
    }

    /** EnvironmentVersions_CreateOrUpdate. Idempotent; the interpreter of a version never changes. */
    public Registered<EnvironmentVersionDetails> putVersion(
            Caller caller, WorkspaceId id, String name, String version, EnvironmentVersionRequest request) {
        access.require(caller, Actions.ENVIRONMENT_VERSION_WRITE, id.scope());
        requireOwn(name);
        var workspace = workspaces.get(id);
        ResourceNames.requireAsset("version", version);
        var interpreter = UserManaged.interpreter(request);
        var existing = rows.findVersion(workspace, name, version);
        existing.filter(v -> !v.interpreter().equals(interpreter)).ifPresent(v -> {
            throw BancadaException.conflict(
                    UserManaged.INTERPRETER_FIELD,
                    "Version '" + v.name() + "' of the environment '" + name + "' exists with "
                            + v.interpreter().path() + " and never changes; register another version.");
        });
        var row = existing.orElseGet(() -> createVersion(caller, workspace, name, version, interpreter, request));
        row.describe(request.texts(), caller, clock.instant());
        var details = EnvironmentVersionDetails.from(row, id.subscription());
        audit.record(
                caller,
                Actions.ENVIRONMENT_VERSION_WRITE,
                details.armId(),
                existing.isEmpty() ? "created " + interpreter.path() : "described");
        return new Registered<>(details, existing.isEmpty());
    }

    /**
     * EnvironmentVersions_Delete.
     *
     * @return whether there was one
     */
    public boolean deleteVersion(Caller caller, WorkspaceId id, String name, String version) {
        access.require(caller, Actions.ENVIRONMENT_VERSION_DELETE, id.scope());
        requireOwn(name);
        var workspace = workspaces.get(id);
        var found = rows.lock(workspace, name).flatMap(c -> rows.findVersion(workspace, name, version));
        found.ifPresent(v -> {
            rows.remove(v);
            audit.record(
                    caller,
                    Actions.ENVIRONMENT_VERSION_DELETE,
                    id.child(COLLECTION, name) + "/versions/" + v.name(),
                    "deleted");
        });
        return found.isPresent();
    }

    /** Its environments go with the workspace. */
    public void empty(@Observes WorkspaceEmptying event) {
        rows.removeAll(event.workspace());
    }

    private EnvironmentVersion createVersion(
            Caller caller,
            Workspace workspace,
            String name,
            String version,
            InterpreterPath interpreter,
            EnvironmentVersionRequest request) {
        var container = rows.lock(workspace, name).orElseGet(() -> create(caller, workspace, name, AssetTexts.NONE));
        var made = new EnvironmentVersion(
                container,
                version,
                request.anonymous(),
                interpreter,
                request.definition(),
                request.texts(),
                caller,
                clock.instant());
        rows.add(made);
        container.added(version);
        return made;
    }

    private EnvironmentContainer create(Caller caller, Workspace workspace, String name, AssetTexts texts) {
        ResourceNames.requireAsset("name", name);
        var made = new EnvironmentContainer(workspace, name, texts, caller, clock.instant());
        rows.add(made);
        return made;
    }

    private Optional<EnvironmentVersionDetails> findVersion(
            WorkspaceId id, Workspace workspace, String name, String version) {
        if (HostEnvironment.is(name)) {
            return version.equals(HostEnvironment.VERSION)
                    ? Optional.of(HostEnvironment.version(id, workspace))
                    : Optional.empty();
        }
        return rows.findVersion(workspace, name, version)
                .map(v -> EnvironmentVersionDetails.from(v, id.subscription()));
    }

    private EnvironmentContainer find(WorkspaceId id, Workspace workspace, String name) {
        return rows.find(workspace, name).orElseThrow(() -> BancadaException.notFound(id.child(COLLECTION, name)));
    }

    private static void requireOwn(String name) {
        if (HostEnvironment.is(name)) {
            throw new BancadaException(
                    ErrorCode.CONFLICT,
                    "name",
                    "The environment '" + HostEnvironment.NAME
                            + "' is built in and cannot be changed; choose another name.");
        }
    }

    private static AssetContainerDetails details(EnvironmentContainer container, WorkspaceId id) {
        return AssetContainerDetails.from(container, COLLECTION, id.subscription());
    }
}
