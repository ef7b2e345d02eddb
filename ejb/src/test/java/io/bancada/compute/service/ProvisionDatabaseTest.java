package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.access.model.Caller;
import io.bancada.access.model.ResourceLockRepository;
import io.bancada.access.model.RoleAssignmentRepository;
import io.bancada.access.service.Access;
import io.bancada.access.service.Locks;
import io.bancada.access.service.TestRoles;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.model.EventDetails;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.ScaleSettings;
import io.bancada.database.TestDatabase;
import io.bancada.job.service.SilentEvent;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeDetails;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.paging.PageRequest;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long nodes took, from what the history keeps, and the alarm about those that do not come; on both databases. */
class ProvisionDatabaseTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID SUBSCRIPTION = new UUID(1, 1);
    private static final WorkspaceId MAIN = new WorkspaceId(SUBSCRIPTION.toString(), "default", "main");

    @ParameterizedTest
    @EnumSource
    void timesAreThoseOfTheNodesThatCame(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var compute = cluster(database, "cpu");
            var other = cluster(database, "other");
            tell(database, compute, "node a preparing", 0);
            tell(database, other, "node z preparing", 0);
            tell(database, compute, "node a idle", 3);
            tell(database, compute, "node a leaving", 30);
            tell(database, compute, "node b preparing", 40);
            tell(database, compute, "node b idle", 41);
            tell(database, other, "node z idle", 900);

            var times = provisioning(database, 1000).times();

            assertThat(times.nodes()).isEqualTo(2);
            assertThat(times.last()).contains(Duration.ofSeconds(1));
            assertThat(times.slowest()).contains(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void slowNodeIsSaidOnceUntilItIsWantedAgain(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var compute = cluster(database, "cpu");
            var node = database.<Node>call(em -> {
                var wanted = new Node(compute, "cpu", "local", "Standard_D1", VmPriority.Dedicated, BEGIN);
                wanted.waits(Message.text("The host is full."));
                new NodeRepository(em).add(wanted);
                return wanted;
            });

            assertThat(provisioning(database, 300).slow()).isEmpty();
            assertThat(warned(database, 300)).isZero();

            assertThat(warned(database, 301)).isEqualTo(1);
            assertThat(warned(database, 302)).isZero();
            assertThat(provisioning(database, 302).slow())
                    .extracting(NodeDetails::nodeId)
                    .containsExactly(node.key());
            assertThat(history(database, compute))
                    .extracting(EventDetails::event, event -> event.reason().english())
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "node " + node.key() + " slow", "not ready after 300 s: The host is full."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nodeThatCameInTheMeantimeIsNotSaidToBeSlow(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var compute = cluster(database, "cpu");
            var node = database.<Long>call(em -> {
                var wanted = new Node(compute, "cpu", "local", "Standard_D1", VmPriority.Dedicated, BEGIN);
                new NodeRepository(em).add(wanted);
                return wanted.id();
            });
            database.run(
                    em -> new NodeRepository(em).find(node).orElseThrow().ready("127.0.0.1", BEGIN.plusSeconds(400)));

            var said = database.<Boolean>call(em -> service(em, 401).warn(new SlowNode(compute, node)));
            assertThat(said).isFalse();
            assertThat(history(database, compute)).isEmpty();
        }
    }

    private static int warned(TestDatabase database, int second) {
        var slow = database.<List<SlowNode>>call(em -> service(em, second).slow());
        return (int) slow.stream()
                .filter(n -> database.<Boolean>call(em -> service(em, second).warn(n)))
                .count();
    }

    private static Provisioning provisioning(TestDatabase database, int second) {
        return database.call(em -> service(em, second).of(Caller.SYSTEM, MAIN, "CPU"));
    }

    private static List<EventDetails> history(TestDatabase database, long compute) {
        return database.call(
                em -> audit(em, 0).ofCompute(compute, PageRequest.first()).items());
    }

    private static void tell(TestDatabase database, long compute, String event, int second) {
        database.run(em -> audit(em, second).compute(compute, event, Message.NONE, "system"));
    }

    private static Audit audit(EntityManager em, int second) {
        return new Audit(new AuditRepository(em), clock(second));
    }

    private static long cluster(TestDatabase database, String name) {
        return database.<Long>call(em -> {
            var rows = new WorkspaceRepository(em);
            var workspace = rows.find(MAIN).orElseGet(() -> {
                em.persist(new Location("local", "fake", Map.of()));
                var group = new ResourceGroup("default", "local", Map.of());
                rows.add(group);
                var made = new Workspace(group, "main", "local", "test", BEGIN);
                rows.add(made);
                return made;
            });
            var compute = new AmlCompute(
                    workspace,
                    name,
                    "Standard_D1",
                    VmPriority.Dedicated,
                    new ScaleSettings(0, 4, Duration.ofMinutes(2)),
                    "ana",
                    "Ana",
                    BEGIN);
            new ComputeRepository(em).add(compute);
            return compute.id();
        });
    }

    private static ProvisionService service(EntityManager em, int second) {
        var installation = new Installation(
                SUBSCRIPTION,
                new UUID(2, 2),
                "local",
                "default",
                "main",
                URI.create("https://localhost:8443"),
                Path.of("target", "home"));
        return new ProvisionService(
                new ComputeRepository(em),
                new NodeRepository(em),
                new Workspaces(new WorkspaceRepository(em), installation),
                new ProvisionConfig(300),
                new ResourceChanges(new SilentEvent<>()),
                new Access(
                        new RoleAssignmentRepository(em),
                        TestRoles.builtIn(),
                        new Locks(new ResourceLockRepository(em))),
                audit(em, second),
                clock(second));
    }

    private static Clock clock(int second) {
        return Clock.fixed(BEGIN.plusSeconds(second), ZoneOffset.UTC);
    }
}
