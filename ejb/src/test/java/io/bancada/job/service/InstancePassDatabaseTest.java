package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.LastOperation.Status;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.database.TestDatabase;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.job.model.Job;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobStatus;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeState;
import io.bancada.node.service.NodeObservation;
import io.bancada.node.service.NodeObservation.Kind;
import io.bancada.quota.model.QuotaKey;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pass over a compute instance, on both databases: its life, its queue and what it holds of the quota. */
class InstancePassDatabaseTest {
    /** What a driver may say of a node that nobody has given back. */
    private static final List<Kind> NEWS = List.of(Kind.READY, Kind.PENDING, Kind.NO_ROOM, Kind.LOST, Kind.STOPPED);

    private static final VmSizeCatalog CATALOG = new VmSizeCatalog();

    private final MovingClock clock = new MovingClock();

    @ParameterizedTest
    @EnumSource
    void instanceComesStopsStartsAndGoesAndHoldsItsCoresUntilThen(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var id = instance(database);
            var brought = pass(database, id, List.of()).bring();
            assertThat(brought).hasSize(1);
            assertThat(brought.get(0).keepsHome()).isTrue();
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Creating);
            see(database, id, Kind.READY);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Running);
            assertThat(read(database, id).provisioningState()).isEqualTo(ProvisioningState.Succeeded);
            assertThat(read(database, id).lastOperation().status()).isEqualTo(Status.Succeeded);

            ask(database, id, i -> i.requestStop(Trigger.User, clock.instant()));
            assertThat(pass(database, id, List.of()).stop()).hasSize(1);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Stopping);
            see(database, id, Kind.STOPPED);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Stopped);
            assertThat(reserved(database)).isEqualTo(Installed.INSTANCE_CORES);
            assertThat(working(database)).as("nothing is left to look at").isEmpty();

            ask(database, id, i -> i.requestStart(Trigger.User, clock.instant()));
            assertThat(working(database)).containsExactly(id);
            assertThat(pass(database, id, List.of()).bring())
                    .as("the same machine")
                    .isEqualTo(brought);
            see(database, id, Kind.READY);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Running);

            ask(database, id, i -> i.requestDelete("Ana", clock.instant()));
            assertThat(pass(database, id, List.of()).release()).hasSize(1);
            see(database, id, Kind.GONE);
            assertThat(reserved(database)).isZero();
            assertThat(database.<Boolean>call(
                            em -> new Installed(em, clock).computes.find(id).isEmpty()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fourCoresRunExactlyEightJobsAndTheNinthWaits(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var id = running(database);
            for (var i = 1; i <= 10; i++) {
                submit(database, id, "job" + i);
            }
            var started = pass(database, id, List.of()).start();
            assertThat(started)
                    .extracting(ProcessRef::jobName)
                    .containsExactly("job1", "job2", "job3", "job4", "job5", "job6", "job7", "job8");
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.JobRunning);
            assertThat(job(database, "job9").reason()).isEqualTo(JobReason.AllSlotsTaken);
            assertThat(job(database, "job9").message()).asString().contains("8 jobs at a time");
            assertThat(pass(database, id, List.of()).start()).as("the same").hasSize(8);

            var ended = end(database, id, started.get(3));
            assertThat(ended.start())
                    .extracting(ProcessRef::jobName)
                    .contains("job9")
                    .doesNotContain("job10", "job4");
            assertThat(job(database, "job4").status()).isEqualTo(JobStatus.Completed);
        }
    }

    @Test
    void nothingBeginsWhileItsDiskIsFullAndEverythingElseGoesOn() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = running(database);
            submit(database, id, "job1");
            assertThat(pass(database, id, List.of()).start()).hasSize(1);
            ask(database, id, i -> i.diskMeasured(121, 120, List.of(), clock.instant()));
            submit(database, id, "job2");
            assertThat(pass(database, id, List.of()).start())
                    .extracting(ProcessRef::jobName)
                    .containsExactly("job1");
            assertThat(job(database, "job2").reason()).isEqualTo(JobReason.DiskFull);
            assertThat(job(database, "job2").message()).asString().contains("full (100 %)");

            ask(database, id, i -> i.diskMeasured(50, 120, List.of(), clock.instant()));
            assertThat(pass(database, id, List.of()).start())
                    .extracting(ProcessRef::jobName)
                    .contains("job2");
            ask(database, id, i -> i.diskMeasured(121, 120, List.of(), clock.instant()));
            ask(database, id, i -> i.requestStop(Trigger.User, clock.instant()));
            assertThat(pass(database, id, List.of()).end()).hasSize(2);
        }
    }

    @Test
    void stopCancelsWhatRunsAndKeepsWhatWaits() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = running(database);
            for (var i = 1; i <= 9; i++) {
                submit(database, id, "job" + i);
            }
            var started = pass(database, id, List.of()).start();
            ask(database, id, i -> i.requestStop(Trigger.User, clock.instant()));
            var stopping = pass(database, id, List.of());
            assertThat(stopping.end()).hasSize(8);
            assertThat(stopping.stop()).as("not before they have ended").isEmpty();
            assertThat(job(database, "job9").reason()).isEqualTo(JobReason.ComputeNotRunning);
            var last = pass(
                    database,
                    id,
                    List.of(),
                    started.stream()
                            .map(p -> ProcessObservation.ended(p.process(), JobReason.CanceledByUser, Message.NONE))
                            .toList());
            assertThat(last.stop()).hasSize(1);
            assertThat(job(database, "job1").status()).isEqualTo(JobStatus.Canceled);
            assertThat(job(database, "job1").reason()).isEqualTo(JobReason.ComputeStopped);
            assertThat(job(database, "job9").status()).isEqualTo(JobStatus.Queued);
        }
    }

    @Test
    void machineThatGoesDownIsBroughtBackAndItsJobRunsAgain() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = running(database);
            submit(database, id, "job1");
            pass(database, id, List.of());
            clock.advance(Duration.ofHours(1));
            see(database, id, Kind.LOST);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Restarting);
            assertThat(job(database, "job1").status()).isEqualTo(JobStatus.Queued);
            see(database, id, Kind.STOPPED);
            see(database, id, Kind.READY);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.Running);
            pass(database, id, List.of());
            assertThat(job(database, "job1").attempts()).isEqualTo(2);
        }
    }

    @Test
    void machineThatCannotBeMadeFailsTheCreationAndGivesBackTheCores() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = instance(database);
            pass(database, id, List.of());
            see(database, id, Kind.LOST);
            assertThat(state(database, id)).isEqualTo(ComputeInstanceState.CreateFailed);
            pass(database, id, List.of());
            see(database, id, Kind.GONE);
            assertThat(reserved(database)).isZero();
            assertThat(read(database, id).reason()).hasToString("as the test says");
            assertThat(read(database, id).provisioningState()).isEqualTo(ProvisioningState.Failed);
        }
    }

    /** Fifty ask at once for what there is room for a few times; none is forgotten and none too many gets it. */
    @ParameterizedTest
    @EnumSource
    void noRaceOfResizesAndCreationsGoesOverTheQuota(TestDatabase.Kind kind) throws Exception {
        try (var database = TestDatabase.create(kind)) {
            var ids = new ArrayList<Long>();
            ids.add(database.call(em -> {
                var installed = new Installed(em, clock);
                return installed.instance(installed.workspace(150), "desk0").id();
            }));
            for (var i = 1; i < 25; i++) {
                ids.add(another(database, "desk" + i));
            }
            assertThat(reserved(database)).isEqualTo(100);
            var done = new AtomicLong();
            var refused = new AtomicLong();
            var executor = Executors.newFixedThreadPool(10);
            try {
                var asks = IntStream.range(0, 50)
                        .mapToObj(i -> (Callable<Object>) () -> {
                            try {
                                if (i % 2 == 0) {
                                    database.run(em -> resize(em, ids.get(i / 2), "Standard_D4_v2"));
                                } else {
                                    database.run(em -> create(em, "new" + i));
                                }
                                done.incrementAndGet();
                            } catch (BancadaException e) {
                                assertThat(e.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
                                refused.incrementAndGet();
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
            assertThat(done.get()).isPositive();
            assertThat(refused.get()).isPositive();
            var cores = database.<Long>call(em -> em.createQuery("select n from Node n", Node.class)
                    .getResultStream()
                    .mapToLong(n ->
                            CATALOG.find(n.vmSize()).orElseThrow().resources().cores())
                    .sum());
            assertThat(reserved(database))
                    .isEqualTo(cores)
                    .isLessThanOrEqualTo(150)
                    .isGreaterThan(142);
        }
    }

    @Test
    void refusedResizeLeavesAllAsItWasAndAnotherFamilyMovesTheCores() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var id = instance(database);
            assertThatThrownBy(() -> database.run(em -> resize(em, id, "Standard_D5_v2")))
                    .isInstanceOfSatisfying(
                            BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED))
                    .hasMessageContaining("needs 16 cores");
            assertThat(reserved(database)).isEqualTo(Installed.INSTANCE_CORES);
            database.run(em -> resize(em, id, "Standard_F8s_v2"));
            assertThat(reserved(database)).isZero();
            assertThat(database.<Long>call(em -> new Installed(em, clock)
                            .quotaRows
                            .reserved("local")
                            .getOrDefault(new QuotaKey("local", "standardFSv2Family", VmPriority.Dedicated), 0L)))
                    .isEqualTo(8);
        }
    }

    private void resize(EntityManager em, long id, String size) {
        var installed = new Installed(em, clock);
        var instance = (ComputeInstance) installed.computes.lock(id).orElseThrow();
        var node = installed.nodes.of(id).get(0);
        node.fail(Message.NONE, clock.instant());
        node.stop(Message.NONE, clock.instant());
        node.stopped(Message.NONE, clock.instant());
        node.resize(size);
        installed.instanceQuota.resize(
                "size", instance, node, CATALOG.find(size).orElseThrow());
    }

    private void create(EntityManager em, String name) {
        var installed = new Installed(em, clock);
        var instance = new ComputeInstance(
                installed.workspaceRows.some(1).get(0), name, Installed.INSTANCE_SIZE, "ana", "Ana", clock.instant());
        installed.computes.add(instance);
        var node =
                new Node(instance.id(), "g", "local", Installed.INSTANCE_SIZE, VmPriority.Dedicated, clock.instant());
        installed.nodes.add(node);
        installed.instanceQuota.reserve(
                "size", instance, node, CATALOG.find(node.vmSize()).orElseThrow());
    }

    /** Whatever is asked and whatever the driver says, in any order: every state follows from the table, and it rests. */
    @Test
    void randomRequestsAndNewsLeaveNoIllegalState() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var random = new Random(1);
            for (var round = 0; round < 10; round++) {
                var id = round == 0 ? instance(database) : another(database, "desk" + round);
                for (var i = 0; i < 60; i++) {
                    anything(database, id, random);
                    clock.advance(Duration.ofSeconds(random.nextInt(90)));
                }
                for (var i = 0; i < 6; i++) {
                    obey(database, id);
                }
                assertThat(state(database, id).moving()).isFalse();
                ask(database, id, i -> i.requestDelete("Ana", clock.instant()));
                for (var i = 0; i < 4; i++) {
                    obey(database, id);
                }
                assertThat(reserved(database)).isZero();
            }
        }
    }

    private void anything(TestDatabase database, long id, Random random) {
        try {
            switch (random.nextInt(6)) {
                case 0 -> ask(database, id, i -> i.requestStart(Trigger.User, clock.instant()));
                case 1 -> ask(database, id, i -> i.requestStop(Trigger.User, clock.instant()));
                case 2 -> ask(database, id, i -> i.requestRestart(Trigger.User, clock.instant()));
                case 3 -> see(database, id, NEWS.get(random.nextInt(NEWS.size())));
                default -> obey(database, id);
            }
        } catch (BancadaException refused) {
            assertThat(refused.getMessage()).contains("you cannot");
        }
        var instance = read(database, id);
        if (instance.state() == ComputeInstanceState.Stopped) {
            assertThat(nodeState(database, id)).isEqualTo(NodeState.stopped);
        }
        if (instance.state().up()) {
            assertThat(nodeState(database, id)).isIn(NodeState.idle, NodeState.running);
        }
    }

    /** The driver does what the pass asks of it. */
    private void obey(TestDatabase database, long id) {
        var todo = pass(database, id, List.of());
        var news = new ArrayList<NodeObservation>();
        todo.bring().forEach(n -> news.add(NodeObservation.ready(n.id(), "127.0.0.1")));
        todo.stop().forEach(n -> news.add(NodeObservation.of(n.id(), Kind.STOPPED, Message.NONE)));
        todo.release().forEach(n -> news.add(NodeObservation.of(n.id(), Kind.GONE, Message.NONE)));
        pass(database, id, news);
    }

    private void see(TestDatabase database, long id, Kind kind) {
        var node = database.call(
                em -> new Installed(em, clock).nodes.of(id).stream().findFirst());
        node.ifPresent(
                n -> pass(database, id, List.of(NodeObservation.of(n.id(), kind, Message.text("as the test says")))));
    }

    private PassResult end(TestDatabase database, long id, ProcessRef process) {
        return pass(
                database,
                id,
                List.of(),
                List.of(new ProcessObservation(
                        process.process(),
                        ProcessObservation.Kind.ENDED,
                        JobReason.None,
                        Message.NONE,
                        java.util.Optional.of(0),
                        java.util.Optional.of(clock.instant()),
                        java.util.Optional.of(clock.instant()))));
    }

    private long instance(TestDatabase database) {
        return database.call(em -> {
            var installed = new Installed(em, clock);
            return installed.instance(installed.workspace(8), "desk").id();
        });
    }

    private long another(TestDatabase database, String name) {
        return database.call(em -> {
            var installed = new Installed(em, clock);
            return installed
                    .instance(installed.workspaceRows.some(1).get(0), name)
                    .id();
        });
    }

    private long running(TestDatabase database) {
        var id = instance(database);
        pass(database, id, List.of());
        see(database, id, Kind.READY);
        return id;
    }

    private PassResult pass(TestDatabase database, long id, List<NodeObservation> nodes) {
        return pass(database, id, nodes, List.of());
    }

    private PassResult pass(
            TestDatabase database, long id, List<NodeObservation> nodes, List<ProcessObservation> processes) {
        return database.call(em -> new Installed(em, clock).pass.run(id, nodes, processes));
    }

    private void ask(TestDatabase database, long id, Consumer<ComputeInstance> request) {
        database.run(em -> request.accept(
                (ComputeInstance) new Installed(em, clock).computes.lock(id).orElseThrow()));
    }

    private ComputeInstance read(TestDatabase database, long id) {
        return database.call(em ->
                (ComputeInstance) new Installed(em, clock).computes.find(id).orElseThrow());
    }

    private ComputeInstanceState state(TestDatabase database, long id) {
        return read(database, id).state();
    }

    private NodeState nodeState(TestDatabase database, long id) {
        return database.call(em -> new Installed(em, clock).nodes.of(id).get(0).state());
    }

    private List<Long> working(TestDatabase database) {
        return database.call(em -> new Installed(em, clock).jobs.computesWithWork(0, 10));
    }

    private void submit(TestDatabase database, long id, String name) {
        database.run(em -> {
            var installed = new Installed(em, clock);
            var compute = installed.computes.find(id).orElseThrow();
            installed.job(compute.workspace(), compute, name, "ana", 1);
        });
    }

    private Job job(TestDatabase database, String name) {
        return database.call(em -> {
            var installed = new Installed(em, clock);
            return installed
                    .jobs
                    .find(installed.workspaceRows.some(1).get(0), name)
                    .orElseThrow();
        });
    }

    private long reserved(TestDatabase database) {
        return database.call(em -> new Installed(em, clock)
                .quotaRows
                .reserved("local")
                .getOrDefault(new QuotaKey("local", "standardDv2Family", VmPriority.Dedicated), 0L));
    }
}
