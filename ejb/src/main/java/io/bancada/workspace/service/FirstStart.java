package io.bancada.workspace.service;

import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.Scope;
import io.bancada.access.service.BuiltInRoles;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/**
 * What an empty installation needs before anyone can work: a location with limits, a resource group, a workspace, and
 * roles for the groups that the realm brings. On any later start it finds them and changes nothing.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@SuppressWarnings("NullAway") // it takes @PostConstruct for the place where fields are set; the constructor sets them
public class FirstStart {
    private WorkspaceRepository workspaces;
    private RoleAssignmentRepository assignments;
    private Installation installation;
    private Clock clock;
    private Event<LocationNeeded> locationNeeded;

    @Inject
    public FirstStart(
            WorkspaceRepository workspaces,
            RoleAssignmentRepository assignments,
            Installation installation,
            Clock clock,
            Event<LocationNeeded> locationNeeded) {
        this.workspaces = workspaces;
        this.assignments = assignments;
        this.installation = installation;
        this.clock = clock;
        this.locationNeeded = locationNeeded;
    }

    protected FirstStart() {}

    @PostConstruct
    void begin() {
        if (workspaces.findGroup(installation.resourceGroup()).isPresent()) {
            return;
        }
        locationNeeded.fire(new LocationNeeded(installation.location()));
        var group = new ResourceGroup(installation.resourceGroup(), installation.location(), Map.of());
        workspaces.add(group);
        workspaces.add(
                new Workspace(group, installation.workspace(), installation.location(), "system", clock.instant()));
        var subscription = new Scope("/subscriptions/" + installation.subscription());
        var workspace = new WorkspaceId(
                        installation.subscription(), installation.resourceGroup(), installation.workspace())
                .scope();
        assign("bancada-admins", BuiltInRoles.OWNER, subscription);
        assign("data-scientists", BuiltInRoles.DATA_SCIENTIST, workspace);
        assign("data-scientists", BuiltInRoles.COMPUTE_OPERATOR, workspace);
        assign("readers", BuiltInRoles.READER, workspace);
    }

    private void assign(String group, String role, Scope scope) {
        assignments.add(
                new RoleAssignment(UUID.randomUUID(), PrincipalType.Group, group, role, scope, clock.instant()));
    }
}
