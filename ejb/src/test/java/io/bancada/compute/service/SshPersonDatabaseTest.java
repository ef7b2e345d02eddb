package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.app.service.SshDoor;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.model.EventDetails;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.Location;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.InstanceApp;
import io.bancada.compute.model.InstanceAppRepository;
import io.bancada.compute.model.InstanceSsh;
import io.bancada.database.TestDatabase;
import io.bancada.job.service.SilentEvent;
import io.bancada.message.Message;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.paging.PageRequest;
import io.bancada.person.service.FakeDirectory;
import io.bancada.person.service.Person;
import io.bancada.workspace.model.PersonFolderRepository;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.PersonFolders;
import io.bancada.workspace.service.Workspaces;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways in by SSH follow what the directory says of their people. */
class SshPersonDatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Installation INSTALLATION = new Installation(
            new UUID(1, 1),
            new UUID(2, 2),
            "local",
            "default",
            "main",
            URI.create("https://localhost:8443"),
            Path.of("target", "home"));
    private static final Person ANA = new Person("id-ana", "Ana Araujo", "ana", true);
    private static final Person BRUNO = new Person("id-bruno", "Bruno Barbosa", "bruno", true);

    private final FakeDirectory directory = new FakeDirectory().with(ANA, BRUNO);

    @ParameterizedTest
    @EnumSource
    void keysOfWhoeverIsDisabledOrGoneLetNobodyInUntilTheyAreBack(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var hers = instance(database, "hers", ANA, 50_001, "ssh-ed25519 AAAA");
            instance(database, "his", BRUNO, 50_002, "ssh-ed25519 BBBB");
            instance(database, "keyless", ANA, 50_003, "");
            look(database);
            assertThat(ports(database)).containsExactlyInAnyOrder(50_001, 50_002);
            assertThat(history(database, hers)).isEmpty();

            directory.with(new Person(ANA.objectId(), ANA.name(), ANA.userName(), false));
            look(database);
            look(database);
            assertThat(ports(database)).containsExactly(50_002);
            assertThat(history(database, hers)).containsExactly("SshClosed");
            assertThat(starts(database, hers)).as("what is open ends").isEqualTo(2);

            directory.away = true;
            look(database);
            assertThat(ports(database)).as("nobody knows").containsExactly(50_002);
            directory.away = false;

            directory.people.remove(BRUNO.objectId());
            directory.with(ANA);
            look(database);
            assertThat(ports(database)).containsExactly(50_001);
            assertThat(history(database, hers)).containsExactly("SshOpened", "SshClosed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachLookAsksOnceForEachPersonWithKeysOnMachinesThatAreUp(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            instance(database, "one", ANA, 50_001, "ssh-ed25519 AAAA");
            instance(database, "two", ANA, 50_002, "ssh-ed25519 AAAA");
            instance(database, "three", BRUNO, 50_003, "");
            var down = instance(database, "four", BRUNO, 50_004, "ssh-ed25519 BBBB");
            database.run(em -> {
                var instance =
                        (ComputeInstance) new ComputeRepository(em).find(down).orElseThrow();
                instance.became(ComputeInstanceState.Stopping, Message.NONE, NOW);
            });
            look(database);
            assertThat(directory.asked).containsExactly("id-ana");
        }
    }

    private void look(TestDatabase database) {
        database.run(em -> new SshPersonWatch(rows(em), directory.asPeople()).look());
    }

    private static SshPersonRows rows(EntityManager em) {
        return new SshPersonRows(
                new InstanceAppRepository(em),
                new ComputeRepository(em),
                new Workspaces(new WorkspaceRepository(em), INSTALLATION),
                new ResourceChanges(new SilentEvent<>()),
                new Audit(new AuditRepository(em), Clock.systemUTC()));
    }

    private static List<Integer> ports(TestDatabase database) {
        return database.call(em -> List.copyOf(new InstanceAppRows(
                        new InstanceAppRepository(em),
                        new NodeRepository(em),
                        new PersonFolders(new PersonFolderRepository(em)),
                        new Workspaces(new WorkspaceRepository(em), INSTALLATION))
                .sshPorts()));
    }

    private static List<String> history(TestDatabase database, long instance) {
        return database
                .<List<EventDetails>>call(em -> new Audit(new AuditRepository(em), Clock.systemUTC())
                        .ofCompute(instance, new PageRequest(100, Optional.empty()))
                        .items())
                .stream()
                .map(EventDetails::event)
                .toList();
    }

    private static long starts(TestDatabase database, long instance) {
        return database.call(em -> new InstanceAppRepository(em)
                .app(instance, SshDoor.NAME)
                .orElseThrow()
                .starts());
    }

    private static long instance(TestDatabase database, String name, Person person, int port, String keys) {
        return database.call(em -> {
            var instance =
                    new ComputeInstance(workspace(em), name, "Standard_D3_v2", person.objectId(), person.name(), NOW);
            instance.openSsh(new InstanceSsh(port, keys));
            new ComputeRepository(em).add(instance);
            instance.became(ComputeInstanceState.Running, Message.NONE, NOW);
            new InstanceAppRepository(em).add(new InstanceApp(instance.id(), SshDoor.NAME));
            return instance.id();
        });
    }

    private static Workspace workspace(EntityManager em) {
        var rows = new WorkspaceRepository(em);
        return rows.find(new io.bancada.workspace.model.WorkspaceId(INSTALLATION.subscription(), "default", "main"))
                .orElseGet(() -> {
                    em.persist(new Location("local", "fake", Map.of()));
                    var group = new ResourceGroup("default", "local", Map.of());
                    rows.add(group);
                    var made = new Workspace(group, "main", "local", "test", NOW);
                    rows.add(made);
                    return made;
                });
    }
}
