package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.ComputeType;
import io.bancada.database.TestDatabase;
import io.bancada.message.Message;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.SampleWorkspace;
import io.bancada.workspace.model.Workspace;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists of computes on both databases: what each filter lets through, and page after page. */
class ComputeListDatabaseTest {
    private static final Instant NOW = SampleWorkspace.AT;

    @ParameterizedTest
    @EnumSource
    void eachFilterLetsThroughWhatItSays(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var workspace = database.<Long>call(ComputeListDatabaseTest::computes);
            assertThat(names(database, workspace, ComputeFilter.ALL)).containsExactly("Ana-desk", "given", "cpu");
            assertThat(names(database, workspace, by(ComputeType.AmlCompute, "", "")))
                    .containsExactly("cpu");
            assertThat(names(database, workspace, ComputeFilter.ALL.by(Optional.empty(), Optional.of("1"), none())))
                    .containsExactly("Ana-desk", "cpu");
            assertThat(names(database, workspace, ComputeFilter.ALL.by(Optional.empty(), none(), Optional.of("1"))))
                    .containsExactly("Ana-desk", "given");
            assertThat(names(database, workspace, by(ComputeType.ComputeInstance, "1", "1")))
                    .containsExactly("Ana-desk");
            assertThat(names(database, workspace, of("ANA", Optional.empty()))).containsExactly("Ana-desk");
            assertThat(names(database, workspace, of("%", Optional.empty()))).isEmpty();
            assertThat(names(database, workspace, of("", Optional.of(ComputeInstanceState.Running))))
                    .containsExactly("given");
        }
    }

    @ParameterizedTest
    @EnumSource
    void filteredListGoesOnWhereThePageEnded(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var workspace = database.<Long>call(ComputeListDatabaseTest::computes);
            var mine = ComputeFilter.ALL.by(Optional.empty(), none(), Optional.of("1"));
            var first = database.call(em -> {
                var page = new ComputeRepository(em)
                        .list(em.find(Workspace.class, workspace), mine, new PageRequest(1, Optional.empty()));
                assertThat(page.items()).extracting(Compute::name).containsExactly("Ana-desk");
                return page.next().orElseThrow();
            });
            database.run(em -> {
                var page = new ComputeRepository(em)
                        .list(em.find(Workspace.class, workspace), mine, PageRequest.of(first, 1));
                assertThat(page.items()).extracting(Compute::name).containsExactly("given");
                assertThat(page.next()).isEmpty();
            });
        }
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static ComputeFilter by(ComputeType type, String creator, String person) {
        return ComputeFilter.ALL.by(
                Optional.of(type),
                Optional.of(creator).filter(c -> !c.isEmpty()),
                Optional.of(person).filter(p -> !p.isEmpty()));
    }

    private static ComputeFilter of(String name, Optional<ComputeInstanceState> state) {
        return new ComputeFilter(
                Optional.empty(), none(), none(), Optional.of(name).filter(n -> !n.isEmpty()), state);
    }

    private static List<String> names(TestDatabase database, long workspace, ComputeFilter filter) {
        return database.call(em -> new ComputeRepository(em)
                        .list(em.find(Workspace.class, workspace), filter, new PageRequest(10, Optional.empty()))
                        .items()
                        .stream()
                        .map(Compute::name)
                        .toList());
    }

    /** One that Ana made, one that an admin made for her and that runs, and a cluster of hers. */
    private static long computes(EntityManager em) {
        var workspace = SampleWorkspace.main();
        em.persist(new Location("local", "fake", Map.of()));
        em.persist(workspace.resourceGroup());
        em.persist(workspace);
        var rows = new ComputeRepository(em);
        rows.add(new ComputeInstance(workspace, "Ana-desk", "Standard_DS1_v2", "1", "Ana", NOW));
        var given = new ComputeInstance(workspace, "given", "Standard_DS1_v2", "2", "Admin", NOW);
        given.assign("1", "Ana");
        given.became(ComputeInstanceState.Running, Message.NONE, NOW);
        rows.add(given);
        rows.add(new AmlCompute(
                workspace,
                "cpu",
                "Standard_D1",
                VmPriority.Dedicated,
                AmlComputeRequest.DEFAULT_SCALE,
                "1",
                "Ana",
                NOW));
        return workspace.id();
    }
}
