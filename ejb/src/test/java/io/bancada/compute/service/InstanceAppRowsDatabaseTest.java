package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.app.service.App;
import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.InstanceAppRepository;
import io.bancada.database.TestDatabase;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.workspace.model.PersonFolderRepository;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.PersonFolders;
import io.bancada.workspace.service.Workspaces;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstanceAppRowsDatabaseTest {
    private static final App NOTEBOOK = app("notebook");
    private static final App EDITOR = app("editor");
    private static final List<App> APPS = List.of(NOTEBOOK, EDITOR);
    private static final Installation INSTALLATION = new Installation(
            new UUID(1, 1),
            new UUID(2, 2),
            "local",
            "default",
            "main",
            URI.create("https://localhost:8443"),
            Path.of("target", "home"));
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void labelLeadsToOneAppOfOneInstanceThatIsUp(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database, "desk", "1");
            instance(database, "other", "2");
            assertThat(database.<Integer>call(em -> rows(em).up(APPS).size())).isEqualTo(4);

            var first = database.call(em -> rows(em).find(new InstanceLabel(desk, ""), APPS))
                    .orElseThrow();
            assertThat(first.armId()).endsWith("/workspaces/main/computes/desk");
            assertThat(first.owner()).isEqualTo("1");
            var place = first.app().orElseThrow();
            assertThat(place.app()).isEqualTo(NOTEBOOK);
            assertThat(place.place().files()).endsWithRaw(Path.of("Users", "ana"));
            assertThat(known(database, desk, "editor").app().orElseThrow().app())
                    .isEqualTo(EDITOR);
            assertThat(known(database, desk, "absent").app()).isEmpty();
            assertThat(database.<Optional<InstanceAppRows.Known>>call(
                            em -> rows(em).find(new InstanceLabel(new UUID(9, 9), ""), APPS)))
                    .isEmpty();

            database.run(em -> {
                var instance = new InstanceAppRepository(em).find(desk).orElseThrow();
                instance.became(ComputeInstanceState.Stopping, Message.NONE, NOW);
                instance.became(ComputeInstanceState.Stopped, Message.NONE, NOW);
            });
            assertThat(known(database, desk, "").app()).as("it is not up").isEmpty();
            assertThat(database.<Integer>call(em -> rows(em).up(APPS).size())).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void startThatIsOverIsFollowedByOneOtherHoweverOftenThatIsSaid(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = instance(database, "desk", "1");
            database.<Integer>call(em -> rows(em).up(APPS).size());
            var first = known(database, desk, "").app().orElseThrow();
            for (var times = 0; times < 2; times++) {
                database.run(em -> rows(em).startAgain(first));
            }
            assertThat(known(database, desk, "").app().orElseThrow().place().start())
                    .isEqualTo(first.place().start() + 1);
        }
    }

    private static InstanceAppRows.Known known(TestDatabase database, UUID instance, String app) {
        return database.call(em -> rows(em).find(new InstanceLabel(instance, app), APPS))
                .orElseThrow();
    }

    private static UUID instance(TestDatabase database, String name, String owner) {
        return database.call(em -> {
            var instance = new ComputeInstance(workspace(em), name, "Standard_D3_v2", owner, "Ana", NOW);
            new ComputeRepository(em).add(instance);
            instance.became(ComputeInstanceState.Running, Message.NONE, NOW);
            var node = new Node(
                    instance.id(), instance.uid().toString(), "local", "Standard_D3_v2", VmPriority.Dedicated, NOW);
            node.ready("", NOW);
            new NodeRepository(em).add(node);
            return instance.uid();
        });
    }

    private static Workspace workspace(EntityManager em) {
        var rows = new WorkspaceRepository(em);
        var id = new WorkspaceId(INSTALLATION.subscription(), "default", "main");
        return rows.find(id).orElseGet(() -> {
            em.persist(new Location("local", "fake", Map.of()));
            var group = new ResourceGroup("default", "local", Map.of());
            rows.add(group);
            var made = new Workspace(group, "main", "local", "test", NOW);
            rows.add(made);
            return made;
        });
    }

    private static InstanceAppRows rows(EntityManager em) {
        return new InstanceAppRows(
                new InstanceAppRepository(em),
                new NodeRepository(em),
                new PersonFolders(new PersonFolderRepository(em)),
                new Workspaces(new WorkspaceRepository(em), INSTALLATION));
    }

    private static App app(String name) {
        return new App(name, name, "/usr/bin/" + name, List.of(), Map.of(), "/", "", "", "", List.of());
    }
}
