package io.bancada.asset.service;

import io.bancada.access.model.Caller;
import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.service.Access;
import io.bancada.access.service.Locks;
import io.bancada.access.service.TestRoles;
import io.bancada.asset.model.CodeRepository;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.Location;
import io.bancada.database.TestDatabase;
import io.bancada.environment.model.EnvironmentRepository;
import io.bancada.environment.service.EnvironmentService;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The services of assets around one entity manager, put together by hand as the container would. */
public final class Assets {
    public static final Caller ANA = new Caller("ana-id", "ana", "Ana", Set.of(), "test");
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final long MAX_BYTES = 1 << 20;
    static final int MAX_FILES = 20;

    public final WorkspaceId id;
    public final CodeService codes;
    public final UploadService uploads;
    public final CodeUploadService codeUploads;
    public final EnvironmentService environments;
    final BlobStore blobs;
    final SnapshotStore snapshots;
    final Workspaces workspaces;
    private final WorkspaceRepository workspaceRows;

    public Assets(EntityManager em, Path home) {
        this(em, home, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    Assets(EntityManager em, Path home, Clock clock) {
        var installation = installation(home);
        id = new WorkspaceId(installation.subscription(), "default", "main");
        workspaceRows = new WorkspaceRepository(em);
        workspaces = new Workspaces(workspaceRows, installation);
        var access = new Access(
                new RoleAssignmentRepository(em), TestRoles.builtIn(), new Locks(new ResourceLockRepository(em)));
        var audit = new Audit(new AuditRepository(em), clock);
        var config = new SnapshotConfig(MAX_BYTES, MAX_FILES, Duration.ofMinutes(1));
        var rows = new CodeRepository(em);
        snapshots = new SnapshotStore(workspaces, config, clock);
        blobs = new BlobStore(installation, config);
        codes = new CodeService(rows, snapshots, workspaces, access, audit, clock);
        uploads = new UploadService(
                rows,
                blobs,
                new BlobSignatures(new SigningKey(installation), clock),
                workspaces,
                installation,
                access,
                audit,
                clock);
        codeUploads = new CodeUploadService(codes, uploads, snapshots, workspaces, access);
        environments = new EnvironmentService(new EnvironmentRepository(em), workspaces, access, audit, clock);
    }

    static Installation installation(Path home) {
        return new Installation(
                new UUID(1, 1), new UUID(2, 2), "local", "default", "main", URI.create("https://localhost:8443"), home);
    }

    /** A database with the workspace {@code default/main}. */
    public static TestDatabase database(TestDatabase.Kind kind) {
        var database = TestDatabase.create(kind);
        database.run(em -> {
            em.persist(new Location("local", "fake", Map.of()));
            var rows = new WorkspaceRepository(em);
            var group = new ResourceGroup("default", "local", Map.of());
            rows.add(group);
            rows.add(new Workspace(group, "main", "local", "test", NOW));
        });
        return database;
    }

    public Workspace workspace() {
        return workspaceRows.find(id).orElseThrow();
    }
}
