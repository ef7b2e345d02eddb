package io.bancada.quota.service;

import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.model.Scope;
import io.bancada.access.service.Access;
import io.bancada.access.service.Locks;
import io.bancada.access.service.TestRoles;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.LocationRepository;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.Locations;
import io.bancada.job.service.SilentEvent;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaRepository;
import io.bancada.quota.model.QuotaRequestRepository;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The quota's beans around one entity manager, put together by hand as the container would. */
final class QuotaDesk {
    static final String FAMILY = "standardDv2Family";
    static final String SUBSCRIPTION = new UUID(1, 1).toString();
    static final WorkspaceId MAIN = new WorkspaceId(SUBSCRIPTION, "default", "main");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    final QuotaRepository quotaRows;
    final WorkspaceRepository workspaceRows;
    final QuotaService quota;
    final QuotaRequestService requests;
    private final EntityManager em;

    QuotaDesk(EntityManager em) {
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
        quotaRows = new QuotaRepository(em);
        workspaceRows = new WorkspaceRepository(em);
        var workspaces = new Workspaces(workspaceRows, installation);
        var locations = new Locations(new LocationRepository(em), List.of());
        var access = new Access(
                new RoleAssignmentRepository(em), TestRoles.builtIn(), new Locks(new ResourceLockRepository(em)));
        var audit = new Audit(new AuditRepository(em), clock);
        quota = new QuotaService(quotaRows, locations, workspaces, access, audit);
        requests = new QuotaRequestService(
                new QuotaRequestRepository(em),
                quota,
                workspaces,
                locations,
                new ResourceChanges(new SilentEvent<>()),
                access,
                audit,
                clock);
    }

    /** A location with limits and the workspace {@code main} in it. */
    void open(long cores) {
        new LocationRepository(em).add(new Location("local", "fake", Map.of()));
        quotaRows.add(new QuotaLimit("local", QuotaLimit.TOTAL, VmPriority.Dedicated, cores));
        quotaRows.add(new QuotaLimit("local", QuotaLimit.TOTAL, VmPriority.LowPriority, cores));
        quotaRows.add(new QuotaLimit("local", FAMILY, VmPriority.Dedicated, cores));
        var group = new ResourceGroup("default", "local", Map.of());
        workspaceRows.add(group);
        workspaceRows.add(new Workspace(group, "main", "local", "test", NOW));
    }

    void give(PrincipalType type, String principal, String role, String scope) {
        em.persist(new RoleAssignment(UUID.randomUUID(), type, principal, role, new Scope(scope), NOW));
    }

    boolean approved(String location, String family) {
        return new ApprovedSeries(new QuotaRequestRepository(em)).approved(location, family);
    }
}
