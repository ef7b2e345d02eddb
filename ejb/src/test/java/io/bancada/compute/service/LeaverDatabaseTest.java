package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.catalog.model.Location;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.HeldInstance;
import io.bancada.compute.model.InstanceHolderRepository;
import io.bancada.database.TestDatabase;
import io.bancada.message.Message;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspaceRepository;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose instances there are, as the watch over people who leave reads it. */
class LeaverDatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID SUBSCRIPTION = new UUID(1, 1);

    @ParameterizedTest
    @EnumSource
    void peopleAreReadPageByPageAndTheirInstancesOldestFirst(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            database.run(em -> {
                instance(em, "one", "main", "id-ana", true);
                instance(em, "two", "main", "id-bruno", true);
                instance(em, "three", "other", "id-ana", false);
                instance(em, "four", "main", "id-carla", false);
            });
            assertThat(database.<List<String>>call(em -> new InstanceHolderRepository(em).after("", 2)))
                    .containsExactly("id-ana", "id-bruno");
            assertThat(database.<List<String>>call(em -> new InstanceHolderRepository(em).after("id-bruno", 2)))
                    .containsExactly("id-carla");
            assertThat(names(database.call(em -> new InstanceHolderRepository(em).of("id-ana"))))
                    .containsExactly("one", "three");
            assertThat(database.<List<Long>>call(em -> rows(em).running("id-ana")))
                    .hasSize(1);
            assertThat(names(database.call(em ->
                            new InstanceHolderRepository(em).of(workspace(em, "main"), List.of("id-ana", "id-carla")))))
                    .containsExactly("one", "four");
        }
    }

    @SuppressWarnings("NullAway") // what only reads stops nothing
    private static LeaverRows rows(EntityManager em) {
        return new LeaverRows(new InstanceHolderRepository(em), new ComputeRepository(em), null, null);
    }

    private static List<String> names(List<HeldInstance> instances) {
        return instances.stream().map(HeldInstance::name).toList();
    }

    private static void instance(EntityManager em, String name, String workspace, String owner, boolean up) {
        var instance = new ComputeInstance(workspace(em, workspace), name, "Standard_D3_v2", owner, owner, NOW);
        new ComputeRepository(em).add(instance);
        if (up) {
            instance.became(ComputeInstanceState.Running, Message.NONE, NOW);
        }
    }

    private static Workspace workspace(EntityManager em, String name) {
        var rows = new WorkspaceRepository(em);
        return rows.find(new WorkspaceId(SUBSCRIPTION.toString(), name, name)).orElseGet(() -> {
            if (em.find(Location.class, "local") == null) {
                em.persist(new Location("local", "fake", Map.of()));
            }
            var group = new ResourceGroup(name, "local", Map.of());
            rows.add(group);
            var made = new Workspace(group, name, "local", "test", NOW);
            rows.add(made);
            return made;
        });
    }
}
