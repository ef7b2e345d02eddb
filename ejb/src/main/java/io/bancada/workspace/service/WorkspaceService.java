package io.bancada.workspace.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.access.service.EndedScopes;
import io.bancada.audit.service.Audit;
import io.bancada.error.BancadaException;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceDetails;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Use cases of workspaces. */
@Stateless
public class WorkspaceService {
    private WorkspaceRepository rows;
    private Workspaces workspaces;
    private EndedScopes ended;
    private Installation installation;
    private Access access;
    private Audit audit;
    private Clock clock;
    private Event<WorkspaceEmptying> emptying;

    @Inject
    public WorkspaceService(
            WorkspaceRepository rows,
            Workspaces workspaces,
            EndedScopes ended,
            Installation installation,
            Access access,
            Audit audit,
            Clock clock,
            Event<WorkspaceEmptying> emptying) {
        this.rows = rows;
        this.workspaces = workspaces;
        this.ended = ended;
        this.installation = installation;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.emptying = emptying;
    }

    @SuppressWarnings("NullAway")
    protected WorkspaceService() {}

    /** Workspaces_Get. */
    public WorkspaceDetails get(Caller caller, WorkspaceId id) {
        access.require(caller, Actions.WORKSPACE_READ, id.scope());
        return details(workspaces.get(id));
    }

    /**
     * Workspaces_ListByResourceGroup and Workspaces_ListBySubscription: those that the caller may read. A page may hold
     * fewer than its size, and its {@code nextLink} still leads on.
     */
    public Page<WorkspaceDetails> list(Caller caller, String subscription, Optional<String> group, PageRequest page) {
        var scope = new Scope("/subscriptions/" + subscription
                + group.map(g -> "/resourceGroups/" + g).orElse(""));
        access.requireMember(caller, Actions.WORKSPACE_READ, scope);
        workspaces.requireSubscription(subscription);
        var found = rows.list(group, page);
        var readable = found.items().stream()
                .map(this::details)
                .filter(w -> access.allows(caller, Actions.WORKSPACE_READ, w.id().scope()))
                .toList();
        return new Page<>(readable, found.next());
    }

    /** Workspaces_CreateOrUpdate: idempotent; the location of an existing workspace cannot change. */
    public WorkspaceDetails put(Caller caller, WorkspaceId id, WorkspaceRequest request) {
        access.require(caller, Actions.WORKSPACE_WRITE, id.scope());
        workspaces.requireSubscription(id.subscription());
        ResourceNames.requireWorkspace(id.workspace());
        var group = rows.findGroup(id.resourceGroup()).orElseThrow(() -> BancadaException.notFound(id.groupArm()));
        var location = request.location()
                .map(l -> l.replace(" ", "").toLowerCase(Locale.ROOT))
                .orElse(installation.location());
        var existing = rows.find(id);
        if (existing.isEmpty() && !location.equals(installation.location())) {
            throw BancadaException.invalid(
                    "location", "There is no location '" + location + "' here; use '" + installation.location() + "'.");
        }
        if (existing.isPresent() && !existing.orElseThrow().location().equals(location)) {
            throw BancadaException.conflict(
                    "location",
                    "The workspace is in '" + existing.orElseThrow().location() + "' and cannot move to '" + location
                            + "'.");
        }
        var workspace = existing.orElseGet(() -> {
            var made = new Workspace(group, id.workspace(), location, caller.userName(), clock.instant());
            rows.add(made);
            return made;
        });
        take(caller, workspace, request, Map.of(), "{}");
        audit.record(caller, Actions.WORKSPACE_WRITE, id.arm(), existing.isEmpty() ? "created" : "replaced");
        return details(workspace);
    }

    /** Workspaces_Update: what is not said stays. */
    public WorkspaceDetails patch(Caller caller, WorkspaceId id, WorkspaceRequest request) {
        access.require(caller, Actions.WORKSPACE_WRITE, id.scope());
        var workspace = workspaces.get(id);
        take(caller, workspace, request, workspace.tags(), workspace.definition());
        audit.record(caller, Actions.WORKSPACE_WRITE, id.arm(), "changed");
        return details(workspace);
    }

    /**
     * Workspaces_Delete.
     *
     * @return whether there was one
     * @throws BancadaException 409 while it still has computes or open jobs
     */
    public boolean delete(Caller caller, WorkspaceId id) {
        access.require(caller, Actions.WORKSPACE_DELETE, id.scope());
        workspaces.requireSubscription(id.subscription());
        var found = rows.find(id);
        found.ifPresent(workspace -> {
            emptying.fire(new WorkspaceEmptying(workspace));
            ended.forget(id.scope());
            rows.remove(workspace);
            audit.record(caller, Actions.WORKSPACE_DELETE, id.arm(), "deleted");
        });
        return found.isPresent();
    }

    private void take(
            Caller caller, Workspace workspace, WorkspaceRequest request, Map<String, String> tags, String definition) {
        workspace.describe(
                request.friendlyName().orElse(workspace.friendlyName()),
                request.description().orElse(workspace.description()),
                request.tags().orElse(tags),
                request.definition().orElse(definition),
                caller.userName(),
                clock.instant());
    }

    private WorkspaceDetails details(Workspace workspace) {
        return WorkspaceDetails.from(workspace, installation.subscription());
    }
}
