package io.bancada.role.service;

import io.bancada.access.model.CustomRoleRepository;
import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.BuiltInRoles;
import io.bancada.access.service.KnownActions;
import io.bancada.access.service.Locks;
import io.bancada.access.service.Roles;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.LocationRepository;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.person.service.FakeDirectory;
import io.bancada.person.service.Person;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.Workspaces;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The beans around roles and one entity manager, put together by hand as the container would. */
final class RoleDesk {
    static final String SUBSCRIPTION = new UUID(1, 1).toString();
    static final Scope ALL = new Scope("/subscriptions/" + SUBSCRIPTION);
    static final WorkspaceId MAIN = new WorkspaceId(SUBSCRIPTION, "default", "main");
    static final WorkspaceId MAINS = new WorkspaceId(SUBSCRIPTION, "default", "mains");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final FakeDirectory directory = new FakeDirectory();
    final Access access;
    final RoleDefinitionService definitions;
    final RoleAssignmentService assignments;
    final AccessCheckService checks;
    final RoleAssignmentRepository rows;
    private final EntityManager em;

    RoleDesk(EntityManager em) {
        this.em = em;
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var installation = new Installation(
                UUID.fromString(SUBSCRIPTION),
                new UUID(2, 2),
                "local",
                "default",
                "main",
                URI.create("https://localhost:8443"),
                Path.of("target", "home"));
        rows = new RoleAssignmentRepository(em);
        var custom = new CustomRoleRepository(em);
        var builtIn = new BuiltInRoles();
        var roles = new Roles(builtIn, custom);
        var known = new KnownActions();
        access = new Access(rows, roles, new Locks(new ResourceLockRepository(em)));
        var workspaceRows = new WorkspaceRepository(em);
        var scopes =
                new RoleScopes(new Workspaces(workspaceRows, installation), workspaceRows, new ComputeRepository(em));
        var audit = new Audit(new AuditRepository(em), clock);
        definitions = new RoleDefinitionService(
                builtIn, custom, rows, new RoleLines(known), scopes, new OwnRights(rows), access, audit, clock);
        directory.with(
                new Person("ana", "Ana", "ana", true),
                new Person("bruno", "Bruno", "bruno", true),
                new Person("robot", "", "service-account-robot", true));
        directory.groups.put("ana", Set.of("scientists"));
        var people = directory.asPeople();
        var principals = new Principals(people);
        assignments = new RoleAssignmentService(
                new RoleAssignmentRows(rows, custom, roles, scopes, audit, clock), principals, access);
        checks = new AccessCheckService(principals, people, rows, roles, known, access);
    }

    /** Two workspaces whose names begin the same. */
    void open() {
        new LocationRepository(em).add(new Location("local", "fake", Map.of()));
        var group = new ResourceGroup("default", "local", Map.of());
        var workspaces = new WorkspaceRepository(em);
        workspaces.add(group);
        workspaces.add(new Workspace(group, "main", "local", "test", NOW));
        workspaces.add(new Workspace(group, "mains", "local", "test", NOW));
    }

    void give(PrincipalType type, String principal, String role, Scope scope) {
        rows.add(new RoleAssignment(UUID.randomUUID(), type, principal, role, scope, NOW));
    }
}
