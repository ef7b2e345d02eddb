package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.access.model.Caller;
import io.bancada.audit.model.AuditEntry;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.compute.service.ComputeConfig;
import io.bancada.compute.service.ComputeLimit;
import io.bancada.compute.service.WorkspacePolicyDetails;
import io.bancada.compute.service.WorkspacePolicyRequest;
import io.bancada.database.TestDatabase;
import io.bancada.driver.FakeProvider;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.node.service.NodeObservation;
import io.bancada.node.service.NodeObservation.Kind;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspacePolicy;
import io.bancada.workspace.model.WorkspacePolicy.JobsOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.SshOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.StoppedInstances;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the policy of a workspace does to its instances and to the ledger, on both databases. */
class WorkspacePolicyDatabaseTest {
    private static final VmSizeCatalog CATALOG = new VmSizeCatalog();
    private static final List<String> SIZES =
            List.of("Standard_D2_v2", "Standard_D3_v2", "Standard_D4_v2", "Standard_D5_v2");

    private static final WorkspaceId MAIN = new WorkspaceId(Installed.INSTALLATION.subscription(), "default", "main");

    private final MovingClock clock = new MovingClock();

    @ParameterizedTest
    @EnumSource
    void stoppedInstanceGivesItsCoresBackAndComesAgainOnlyWhereThereIsRoom(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = first(database, 8, "desk");
            obey(database, desk);
            rule(database, StoppedInstances.Release);
            assertThat(reserved(database)).as("it runs").isEqualTo(4);
            stop(database, "desk");
            assertThat(reserved(database)).as("it has not stopped yet").isEqualTo(4);
            obey(database, desk);
            assertThat(state(database, desk)).isEqualTo(ComputeInstanceState.Stopped);
            assertThat(reserved(database)).isZero();
            assertThat(history(database, desk)).contains("QuotaReleased");

            another(database, "one");
            var two = another(database, "two");
            assertThatThrownBy(() -> start(database, "desk"))
                    .isInstanceOfSatisfying(BancadaException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
                        assertThat(e.target()).contains("desk");
                    })
                    .hasMessageContaining("gave its 4 cores back")
                    .hasMessageContaining("8 of 8 cores used")
                    .hasMessageContaining("one 4, two 4");
            assertThat(state(database, desk)).isEqualTo(ComputeInstanceState.Stopped);
            assertThat(reserved(database)).isEqualTo(8);

            delete(database, two);
            start(database, "desk");
            assertThat(reserved(database)).as("at once, not when it is there").isEqualTo(8);
            obey(database, desk);
            assertThat(state(database, desk)).isEqualTo(ComputeInstanceState.Running);
        }
    }

    @ParameterizedTest
    @EnumSource
    void switchMeetsThoseThatHaveStoppedAlready(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var desk = first(database, 12, "desk");
            obey(database, desk);
            obey(database, another(database, "runs"));
            stop(database, "desk");
            obey(database, desk);
            assertThat(reserved(database)).as("Stop keeps quota").isEqualTo(8);
            var before = policy(database);
            assertThat(before.stoppedHolding()).isEqualTo(1);
            assertThat(before.coresHeld()).isEqualTo(4);

            assertThat(rule(database, StoppedInstances.Release).coresHeld()).isZero();
            assertThat(reserved(database)).isEqualTo(4);
            assertThat(history(database, desk)).contains("QuotaReleased");
            assertThat(audited(database)).containsExactly("policy: stoppedInstances Keep -> Release");
            rule(database, StoppedInstances.Release);
            assertThat(audited(database)).as("nothing has changed").hasSize(1);

            rule(database, StoppedInstances.Keep);
            assertThat(reserved(database))
                    .as("it takes its cores when it starts")
                    .isEqualTo(4);
            start(database, "desk");
            assertThat(reserved(database)).isEqualTo(8);
            obey(database, desk);
            stop(database, "desk");
            obey(database, desk);
            assertThat(reserved(database)).as("from now on it keeps them").isEqualTo(8);
        }
    }

    @Test
    void resizedInstanceThatHoldsNothingTakesNothingAndAnswersForItsNewSizeWhenItStarts() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var desk = first(database, 8, "desk");
            rule(database, StoppedInstances.Release);
            obey(database, desk);
            stop(database, "desk");
            obey(database, desk);
            resize(database, desk, "Standard_D5_v2");
            assertThat(reserved(database)).isZero();
            assertThatThrownBy(() -> start(database, "desk")).hasMessageContaining("16 cores");
            resize(database, desk, "Standard_D2_v2");
            start(database, "desk");
            assertThat(reserved(database)).isEqualTo(2);
            delete(database, desk);
            assertThat(reserved(database)).isZero();
        }
    }

    @Test
    void instanceThatHoldsNothingIsDeletedAsAnyOther() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var desk = first(database, 8, "desk");
            rule(database, StoppedInstances.Release);
            obey(database, desk);
            stop(database, "desk");
            obey(database, desk);
            delete(database, desk);
            assertThat(reserved(database)).isZero();
            assertThat(database.<Boolean>call(
                            em -> new Installed(em, clock).computes.find(desk).isEmpty()))
                    .isTrue();
        }
    }

    /** Whatever is asked in whatever order: the ledger is what the instances hold, and never more than it may be. */
    @Test
    void ledgerIsWhatInstancesHoldWhateverIsAsked() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var random = new Random(7);
            first(database, 24, "desk0");
            for (var i = 1; i < 5; i++) {
                another(database, "desk" + i);
            }
            var refused = 0;
            for (var i = 0; i < 500; i++) {
                try {
                    anything(database, random);
                } catch (BancadaException e) {
                    assertThat(e.code()).isIn(ErrorCode.CONFLICT, ErrorCode.QUOTA_EXCEEDED);
                    refused += e.code() == ErrorCode.QUOTA_EXCEEDED ? 1 : 0;
                }
                requireLedger(database, 24);
            }
            assertThat(refused).as("the test has met the limit").isPositive();
        }
    }

    /** Several start, stop and switch the policy at once. */
    @ParameterizedTest
    @EnumSource
    void noRaceOfSwitchesStopsAndStartsLosesOrForgetsCores(TestDatabase.Kind kind) throws Exception {
        try (var database = TestDatabase.create(kind)) {
            first(database, 20, "desk0");
            for (var i = 1; i < 5; i++) {
                another(database, "desk" + i);
            }
            var executor = Executors.newFixedThreadPool(8);
            try {
                var asks = IntStream.range(0, 120)
                        .mapToObj(i -> (Callable<Object>) () -> {
                            try {
                                anything(database, new Random(i));
                            } catch (BancadaException e) {
                                assertThat(e.code()).isIn(ErrorCode.CONFLICT, ErrorCode.QUOTA_EXCEEDED);
                            }
                            return i;
                        })
                        .toList();
                for (var ask : executor.invokeAll(asks)) {
                    ask.get();
                }
            } finally {
                executor.shutdownNow();
            }
            requireLedger(database, 20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofManyCreatedAtOnceNoMoreThanTheLimitAreMade(TestDatabase.Kind kind) throws Exception {
        try (var database = TestDatabase.create(kind)) {
            first(database, 100, "desk0");
            another(database, "desk1");
            var made = new java.util.concurrent.atomic.AtomicInteger();
            var executor = Executors.newFixedThreadPool(8);
            try {
                var asks = IntStream.range(2, 18)
                        .mapToObj(i -> (Callable<Object>) () -> {
                            try {
                                database.run(em -> createWithin(em, "desk" + i, 3));
                                made.incrementAndGet();
                            } catch (BancadaException e) {
                                assertThat(e.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
                                assertThat(e.target()).contains("location");
                                assertThat(e.getMessage())
                                        .contains("has 3 computes, and 3 are the most")
                                        .contains("bancada.location.max-computes");
                            }
                            return i;
                        })
                        .toList();
                for (var ask : executor.invokeAll(asks)) {
                    ask.get();
                }
            } finally {
                executor.shutdownNow();
            }
            assertThat(made.get()).isEqualTo(1);
            assertThat(database.<Long>call(em -> new Installed(em, clock).computes.count("local")))
                    .isEqualTo(3);
        }
    }

    @Test
    void jobsOfOthersAreNotLetInWhereNothingIsKnownToKeepPeopleApart() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            first(database, 8, "desk");
            var request = new WorkspacePolicyRequest(
                    Optional.empty(), Optional.of(JobsOnInstances.Workspace), Optional.of(SshOnInstances.Disabled));
            assertThatThrownBy(() -> put(database, request))
                    .isInstanceOfSatisfying(BancadaException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.NOT_OFFERED);
                        assertThat(e.target()).contains("properties.jobsOnInstances");
                    })
                    .hasMessageContaining("keeps the work of several people apart");
            assertThat(policy(database).policy()).isEqualTo(WorkspacePolicy.DEFAULT);
            assertThat(policy(database).jobsStayOwners().isEmpty()).isFalse();
        }
    }

    private void anything(TestDatabase database, Random random) {
        var name = "desk" + random.nextInt(5);
        var id = database.<Optional<Long>>call(em -> {
            var installed = new Installed(em, clock);
            return installed
                    .computes
                    .find(installed.workspaceRows.some(1).get(0), name)
                    .map(c -> c.id());
        });
        if (id.isEmpty()) {
            another(database, name);
            return;
        }
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> start(database, name);
            case 3, 4, 5 -> stop(database, name);
            case 6 -> rule(database, random.nextBoolean() ? StoppedInstances.Release : StoppedInstances.Keep);
            case 7, 8 -> resize(database, id.orElseThrow(), SIZES.get(random.nextInt(SIZES.size())));
            case 9 -> {
                if (random.nextInt(3) == 0) {
                    delete(database, id.orElseThrow());
                }
            }
            default -> obey(database, id.orElseThrow());
        }
    }

    private void requireLedger(TestDatabase database, long limit) {
        database.run(em -> {
            var installed = new Installed(em, clock);
            var releases = installed.workspaceRows.some(1).get(0).policy().releasesStopped();
            var held = 0L;
            for (var instance : em.createQuery("select i from ComputeInstance i", ComputeInstance.class)
                    .getResultList()) {
                for (var node : installed.nodes.of(instance.id())) {
                    var cores = em.createQuery("select r.cores from Reservation r where r.nodeId = :node", Long.class)
                            .setParameter("node", node.id())
                            .getResultList();
                    if (instance.state() == ComputeInstanceState.Stopped) {
                        assertThat(!releases || cores.isEmpty())
                                .as("%s has stopped and the policy releases", instance.name())
                                .isTrue();
                    } else if (instance.state() != ComputeInstanceState.Deleting) {
                        assertThat(cores)
                                .as("%s is %s", instance.name(), instance.state())
                                .hasSize(1);
                    }
                    cores.forEach(c -> assertThat(c)
                            .isEqualTo(CATALOG.find(instance.vmSize())
                                    .orElseThrow()
                                    .resources()
                                    .cores()));
                    held += cores.stream().mapToLong(Long::longValue).sum();
                }
            }
            assertThat(sum(installed)).isEqualTo(held).isBetween(0L, limit);
        });
    }

    /** A workspace with a limit of so many cores, and an instance in it. */
    private long first(TestDatabase database, long cores, String name) {
        return database.call(em -> {
            var installed = new Installed(em, clock);
            return installed.instance(installed.workspace(cores), name).id();
        });
    }

    private long another(TestDatabase database, String name) {
        return database.call(em -> {
            var installed = new Installed(em, clock);
            var workspace = installed.workspaceRows.some(1).get(0);
            var instance = new ComputeInstance(workspace, name, Installed.INSTANCE_SIZE, "ana", "Ana", clock.instant());
            installed.computes.add(instance);
            var node = new io.bancada.node.model.Node(
                    instance.id(),
                    "g",
                    "local",
                    instance.vmSize(),
                    io.bancada.catalog.model.VmPriority.Dedicated,
                    clock.instant());
            installed.nodes.add(node);
            installed.instanceQuota.reserve(
                    "size", instance, node, CATALOG.find(instance.vmSize()).orElseThrow());
            return instance.id();
        });
    }

    private void createWithin(EntityManager em, String name, int limit) {
        var installed = new Installed(em, clock);
        new ComputeLimit(installed.computes, installed.quota, new ComputeConfig(100, 2, limit)).requireRoom("local");
        installed.instance(installed.workspaceRows.some(1).get(0), name);
    }

    private void start(TestDatabase database, String name) {
        database.run(em -> new Installed(em, clock).instances.start(Caller.SYSTEM, MAIN, name, Trigger.User));
    }

    private void stop(TestDatabase database, String name) {
        database.run(em -> new Installed(em, clock).instances.stop(Caller.SYSTEM, MAIN, name, Trigger.User));
    }

    private void resize(TestDatabase database, long id, String size) {
        database.run(em -> {
            var installed = new Installed(em, clock);
            installed.computes.lock(id).map(ComputeInstance.class::cast).ifPresent(instance -> {
                instance.requestResize(size, "Ana", clock.instant());
                var node = installed.nodes.of(id).get(0);
                node.resize(size);
                installed.instanceQuota.resize(
                        "size", instance, node, CATALOG.find(size).orElseThrow());
            });
        });
    }

    private void delete(TestDatabase database, long id) {
        database.run(em ->
                new Installed(em, clock).computes.lock(id).ifPresent(c -> c.requestDelete("Ana", clock.instant())));
        obey(database, id);
    }

    /** The driver does what the pass asks of it. */
    private void obey(TestDatabase database, long id) {
        var todo = database.call(em -> new Installed(em, clock).pass.run(id, List.of(), List.of()));
        var news = new ArrayList<NodeObservation>();
        todo.bring().forEach(n -> news.add(NodeObservation.ready(n.id(), "127.0.0.1")));
        todo.stop().forEach(n -> news.add(NodeObservation.of(n.id(), Kind.STOPPED, Message.NONE)));
        todo.release().forEach(n -> news.add(NodeObservation.of(n.id(), Kind.GONE, Message.NONE)));
        database.run(em -> new Installed(em, clock).pass.run(id, news, List.of()));
    }

    private WorkspacePolicyDetails rule(TestDatabase database, StoppedInstances stopped) {
        return put(database, new WorkspacePolicyRequest(Optional.of(stopped), Optional.empty(), Optional.empty()));
    }

    private WorkspacePolicyDetails put(TestDatabase database, WorkspacePolicyRequest request) {
        return database.call(em -> installed(em).policies.put(Caller.SYSTEM, MAIN, request));
    }

    private WorkspacePolicyDetails policy(TestDatabase database) {
        return database.call(em -> installed(em).policies.get(Caller.SYSTEM, MAIN));
    }

    private Installed installed(EntityManager em) {
        return new Installed(em, clock, List.of(new FakeProvider()));
    }

    private ComputeInstanceState state(TestDatabase database, long id) {
        return database.call(em ->
                ((ComputeInstance) new Installed(em, clock).computes.find(id).orElseThrow()).state());
    }

    private List<String> history(TestDatabase database, long id) {
        return database.call(em -> new Installed(em, clock)
                .audit.ofCompute(id, new PageRequest(100, Optional.empty())).items().stream()
                        .map(e -> e.event())
                        .toList());
    }

    private List<String> audited(TestDatabase database) {
        return database.call(em -> em.createQuery("select a from AuditEntry a order by a.id", AuditEntry.class)
                .getResultStream()
                .map(AuditEntry::detail)
                .filter(d -> d.startsWith("policy"))
                .toList());
    }

    private long reserved(TestDatabase database) {
        return database.call(em -> sum(new Installed(em, clock)));
    }

    private static long sum(Installed installed) {
        return installed.quotaRows.reserved("local").values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
