package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.DiskLevel;
import io.bancada.compute.model.InstanceUpkeepRepository;
import io.bancada.compute.model.LargeFile;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.database.TestDatabase;
import io.bancada.driver.DiskUse;
import io.bancada.job.service.SilentEvent;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.MapConfig;
import io.bancada.workspace.service.Workspaces;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When disks are measured and what is kept of it, on both databases. */
class DiskDatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final int MIB = 1 << 20;
    private static final DiskConfig CONFIG =
            new DiskConfig(new MapConfig(Map.of("bancada.instance.disk.max-bytes", Integer.toString(100 * MIB))));

    private Instant now = NOW;

    @ParameterizedTest
    @EnumSource
    void diskOfWhatIsUpIsDueEveryFiveMinutesAndOfWhatHasStoppedOnce(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database);
            assertThat(due(database)).as("a new one").containsExactly(desk);
            take(database, desk, 1);
            assertThat(due(database)).isEmpty();
            now = NOW.plus(Duration.ofMinutes(5)).minusSeconds(1);
            assertThat(due(database)).isEmpty();
            now = NOW.plus(Duration.ofMinutes(5));
            assertThat(due(database)).containsExactly(desk);
            database.run(em -> rows(em).missed(desk));
            assertThat(due(database)).as("a try counts, too").isEmpty();

            now = now.plusSeconds(10);
            database.run(em -> found(em, desk).requestStop(Trigger.User, now));
            assertThat(due(database)).as("while it stops").isEmpty();
            database.run(em -> found(em, desk).became(ComputeInstanceState.Stopped, Message.NONE, now));
            assertThat(due(database)).containsExactly(desk);
            take(database, desk, 2);
            now = now.plus(Duration.ofDays(1));
            assertThat(due(database)).as("nothing changes it").isEmpty();
            database.run(em -> found(em, desk).requestDiskMeasurement());
            assertThat(due(database)).as("somebody asks").containsExactly(desk);
            take(database, desk, 3);
            assertThat(due(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void historySaysOnceThatADiskHasComeToALevel(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database);
            for (var used : new int[] {50, 81, 82, 79, 91, 104, 105, 40}) {
                take(database, desk, used);
            }
            assertThat(history(database, desk))
                    .containsExactly(
                            "DiskNormal: 0.04 of 0.1 GiB are taken (40 %).",
                            "DiskFull: 0.1 of 0.1 GiB are taken (104 %).",
                            "DiskNearlyFull: 0.09 of 0.1 GiB are taken (91 %).",
                            "DiskFilling: 0.08 of 0.1 GiB are taken (81 %).");
        }
    }

    @ParameterizedTest
    @EnumSource
    void lastMeasurementStaysAndATryThatFailsChangesNothingOfIt(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database);
            take(database, desk, 92);
            now = NOW.plusSeconds(600);
            database.run(em -> rows(em).missed(desk));
            var disk = database.call(em -> found(em, desk).disk());
            assertThat(disk.used()).isEqualTo(92L * MIB);
            assertThat(disk.most()).isEqualTo(100L * MIB);
            assertThat(disk.level()).isEqualTo(DiskLevel.NearlyFull);
            assertThat(disk.measured()).contains(NOW);
            assertThat(disk.largest()).containsExactly(new LargeFile(".cache/\"pip\" ü", 7));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void placeIsThatOfItsNodeAndWhatIsGoneHasNone(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database);
            var key = database.call(em -> new NodeRepository(em).of(desk).get(0).key());
            assertThat(database.<DiskPlace>call(em -> rows(em).place(desk).orElseThrow())
                            .node()
                            .value())
                    .isEqualTo(key);
            assertThat(database.<Boolean>call(em -> rows(em).place(desk + 1).isEmpty()))
                    .isTrue();
            database.run(em -> rows(em).take(desk + 1, new DiskUse(1, List.of())));
        }
    }

    private List<Long> due(TestDatabase database) {
        return database.call(em -> rows(em).due());
    }

    private void take(TestDatabase database, long desk, int mebibytes) {
        database.run(em -> rows(em).take(
                        desk, new DiskUse((long) mebibytes * MIB, List.of(new DiskUse.Entry(".cache/\"pip\" ü", 7)))));
    }

    private static List<String> history(TestDatabase database, long desk) {
        return database.call(em -> new Audit(new AuditRepository(em), Clock.systemUTC())
                .ofCompute(desk, PageRequest.first()).items().stream()
                        .map(e -> e.event() + ": " + e.reason().english())
                        .toList());
    }

    private static long instance(TestDatabase database) {
        return database.call(em -> {
            var instance = new ComputeInstance(workspace(em), "desk", "Standard_D3_v2", "1", "Ana", NOW);
            new ComputeRepository(em).add(instance);
            new NodeRepository(em)
                    .add(new Node(instance.id(), "desk", "local", "Standard_D3_v2", VmPriority.Dedicated, NOW));
            instance.became(ComputeInstanceState.Running, Message.NONE, NOW);
            return instance.id();
        });
    }

    private static Workspace workspace(EntityManager em) {
        em.persist(new Location("local", "fake", Map.of()));
        var rows = new WorkspaceRepository(em);
        var group = new ResourceGroup("default", "local", Map.of());
        rows.add(group);
        var made = new Workspace(group, "main", "local", "test", NOW);
        rows.add(made);
        return made;
    }

    private static ComputeInstance found(EntityManager em, long id) {
        return (ComputeInstance) new ComputeRepository(em).find(id).orElseThrow();
    }

    private DiskRows rows(EntityManager em) {
        var installation = new Installation(
                new UUID(1, 1),
                new UUID(2, 2),
                "local",
                "default",
                "main",
                URI.create("https://localhost:8443"),
                Path.of("target", "home"));
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        return new DiskRows(
                new InstanceUpkeepRepository(em),
                new ComputeRepository(em),
                new NodeRepository(em),
                new Workspaces(new WorkspaceRepository(em), installation),
                new ResourceChanges(new SilentEvent<>()),
                new Audit(new AuditRepository(em), clock),
                new SilentEvent<>(),
                CONFIG,
                clock);
    }
}
