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
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.ResourceGroupDetails;
import io.bancada.workspace.model.WorkspaceRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Map;

/** Use cases of the subscription and its resource groups. */
@Stateless
public class ResourceGroupService {
    private WorkspaceRepository rows;
    private Workspaces workspaces;
    private EndedScopes ended;
    private Installation installation;
    private Access access;
    private Audit audit;

    @Inject
    public ResourceGroupService(
            WorkspaceRepository rows,
            Workspaces workspaces,
            EndedScopes ended,
            Installation installation,
            Access access,
            Audit audit) {
        this.rows = rows;
        this.workspaces = workspaces;
        this.ended = ended;
        this.installation = installation;
        this.access = access;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected ResourceGroupService() {}

    /** Whether the caller holds any role in the one subscription, and so sees it in a list. */
    public boolean seesSubscription(Caller caller) {
        return access.member(caller, new Scope("/subscriptions/" + installation.subscription()));
    }

    /** Subscriptions_Get: refuses who holds no role in it, then says 404 for any but the one. */
    public void requireSubscription(Caller caller, String subscription) {
        access.requireMember(caller, Actions.SUBSCRIPTION_READ, new Scope("/subscriptions/" + subscription));
        workspaces.requireSubscription(subscription);
    }

    /** ResourceGroups_Get: anyone with a role in the group or below may know that it is there. */
    public ResourceGroupDetails get(Caller caller, String subscription, String name) {
        access.requireMember(caller, Actions.GROUP_READ, scope(subscription, name));
        workspaces.requireSubscription(subscription);
        return details(rows.findGroup(name).orElseThrow(() -> notFound(name)));
    }

    /** ResourceGroups_List: those in which the caller holds a role. */
    public Page<ResourceGroupDetails> list(Caller caller, String subscription, PageRequest page) {
        requireSubscription(caller, subscription);
        var found = rows.listGroups(page);
        var visible = found.items().stream()
                .filter(g -> access.member(caller, scope(subscription, g.name())))
                .map(this::details)
                .toList();
        return new Page<>(visible, found.next());
    }

    /**
     * ResourceGroups_CreateOrUpdate.
     *
     * @return the group, and whether it is new
     */
    public Map.Entry<ResourceGroupDetails, Boolean> put(
            Caller caller, String subscription, String name, String location, Map<String, String> tags) {
        access.require(caller, Actions.GROUP_WRITE, scope(subscription, name));
        workspaces.requireSubscription(subscription);
        ResourceNames.requireGroup(name);
        var existing = rows.findGroup(name);
        var group = existing.orElseGet(() -> {
            var made = new ResourceGroup(name, location, tags);
            rows.add(made);
            return made;
        });
        group.retag(tags);
        audit.record(
                caller,
                Actions.GROUP_WRITE,
                scope(subscription, name).id(),
                existing.isEmpty() ? "created" : "replaced");
        return Map.entry(details(group), existing.isEmpty());
    }

    /**
     * ResourceGroups_Delete.
     *
     * @return whether there was one
     * @throws BancadaException 409 while it still has workspaces: nothing is deleted by surprise
     */
    public boolean delete(Caller caller, String subscription, String name) {
        access.require(caller, Actions.GROUP_DELETE, scope(subscription, name));
        workspaces.requireSubscription(subscription);
        var found = rows.findGroup(name);
        found.ifPresent(group -> {
            if (rows.hasWorkspaces(group)) {
                throw BancadaException.conflict(
                        name, "The resource group '" + name + "' still has workspaces; delete them first.");
            }
            rows.remove(group);
            ended.forget(scope(subscription, name));
            audit.record(caller, Actions.GROUP_DELETE, scope(subscription, name).id(), "deleted");
        });
        return found.isPresent();
    }

    private static Scope scope(String subscription, String name) {
        return new Scope("/subscriptions/" + subscription + "/resourceGroups/" + name);
    }

    private static BancadaException notFound(String name) {
        return new BancadaException(
                io.bancada.error.ErrorCode.RESOURCE_GROUP_NOT_FOUND,
                name,
                "Resource group '" + name + "' could not be found.");
    }

    private ResourceGroupDetails details(ResourceGroup group) {
        return ResourceGroupDetails.from(group, installation.subscription());
    }
}
