package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.access.model.LockLevel;
import io.bancada.access.model.ResourceLock;
import io.bancada.access.model.Scope;
import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.AllocationState;
import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.database.TestDatabase;
import io.bancada.job.model.Job;
import io.bancada.job.model.JobReason;
import io.bancada.job.model.JobStatus;
import io.bancada.message.Message;
import io.bancada.node.model.NodeState;
import io.bancada.node.service.NodeDriver.NodeRef;
import io.bancada.node.service.NodeObservation;
import io.bancada.quota.model.QuotaKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pass over a compute, on both databases: what it decides, what it leaves to do, and what it never does. */
class ComputePassDatabaseTest {
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final MovingClock clock = new MovingClock();

    @ParameterizedTest
    @EnumSource
    void jobGoesFromQueueToCompletedAndTheClusterBackToZero(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var cluster = cluster(database, 8, 0, 2);
            submit(database, cluster, "train", "ana", 1);

            var scaledUp = pass(database, cluster, List.of(), List.of());
            assertThat(scaledUp.bring()).hasSize(1);
            assertThat(reserved(database)).isEqualTo(Installed.SIZE_CORES);
            assertThat(job(database, "train").reason()).isEqualTo(JobReason.WaitingForNode);

            var ready = NodeObservation.ready(scaledUp.bring().get(0).id(), "127.0.0.1");
            var started = pass(database, cluster, List.of(ready), List.of());
            assertThat(started.start()).hasSize(1);
            assertThat(job(database, "train").status()).isEqualTo(JobStatus.Starting);

            var process = started.start().get(0).process();
            pass(database, cluster, List.of(), List.of(ProcessObservation.running(process, clock.instant())));
            assertThat(job(database, "train").status()).isEqualTo(JobStatus.Running);

            clock.advance(Duration.ofSeconds(10));
            var ended = pass(database, cluster, List.of(), List.of(ended(process, 0)));
            assertThat(ended.clean()).hasSize(1);
            assertThat(job(database, "train").status()).isEqualTo(JobStatus.Completed);
            assertThat(ended.lookAgainAfter()).contains(IDLE);

            clock.advance(IDLE);
            var leaving = pass(database, cluster, List.of(), List.of());
            assertThat(leaving.release()).hasSize(1);
            var gone = NodeObservation.of(leaving.release().get(0).id(), NodeObservation.Kind.GONE, Message.NONE);
            pass(database, cluster, List.of(gone), List.of());
            assertThat(reserved(database)).isZero();
            var compute = database.call(
                    em -> new Installed(em, clock).computes.find(cluster).orElseThrow());
            assertThat(((AmlCompute) compute).targetNodes()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void lockedClusterStaysAsItIsSaysSoAndGoesOnWhenTheLockIsGone(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var cluster = cluster(database, 8, 0, 2);
            database.run(em -> {
                var there = new Installed(em, clock);
                var compute = there.computes.find(cluster).orElseThrow();
                var scope = there.workspaces.armId(compute.workspace()).child("computes", compute.name());
                there.locks.add(
                        new ResourceLock(new Scope(scope), "keep", LockLevel.ReadOnly, "", "Alice", clock.instant()));
            });
            submit(database, cluster, "train", "ana", 1);

            assertThat(pass(database, cluster, List.of(), List.of()).bring()).isEmpty();
            assertThat(reserved(database)).isZero();
            assertThat(job(database, "train").reason()).isEqualTo(JobReason.BlockedByLock);
            assertThat(job(database, "train").message()).asString().startsWith("BlockedByLock: the lock 'keep'");
            var compute = database.call(
                    em -> new Installed(em, clock).computes.find(cluster).orElseThrow());
            assertThat(compute.reason()).asString().startsWith("BlockedByLock: the lock 'keep'");

            database.run(em -> {
                var locks = new Installed(em, clock).locks;
                locks.all().forEach(locks::remove);
            });
            assertThat(pass(database, cluster, List.of(), List.of()).bring()).hasSize(1);
            assertThat(job(database, "train").reason()).isEqualTo(JobReason.WaitingForNode);
        }
    }

    @Test
    void secondPassOverTheSameStateChangesNothing() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var cluster = cluster(database, 8, 0, 4);
            submit(database, cluster, "a", "ana", 1);
            submit(database, cluster, "b", "bruno", 2);

            var first = pass(database, cluster, List.of(), List.of());
            var second = pass(database, cluster, List.of(), List.of());

            assertThat(first.bring()).hasSize(3);
            assertThat(second.bring()).containsExactlyInAnyOrderElementsOf(first.bring());
            assertThat(reserved(database)).isEqualTo(3L * Installed.SIZE_CORES);
        }
    }

    @Test
    void observationThatComesTwiceIsTakenOnce() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var cluster = cluster(database, 8, 0, 1);
            submit(database, cluster, "train", "ana", 1);
            var process = started(database, cluster).get(0);

            pass(database, cluster, List.of(), List.of(ended(process, 3), ended(process, 0)));
            pass(database, cluster, List.of(), List.of(ended(process, 0)));

            assertThat(job(database, "train").status()).isEqualTo(JobStatus.Failed);
            assertThat(job(database, "train").exitCode()).contains(3);
            assertThat(job(database, "train").reason()).isEqualTo(JobReason.UserError);
        }
    }

    @Test
    void jobOfALostNodeRunsOnceMoreAndThenFails() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var cluster = cluster(database, 8, 0, 2);
            submit(database, cluster, "train", "ana", 1);
            started(database, cluster);

            loseEveryRunningNode(database, cluster);
            assertThat(job(database, "train").status()).isEqualTo(JobStatus.Queued);

            started(database, cluster);
            assertThat(job(database, "train").attempts()).isEqualTo(2);
            loseEveryRunningNode(database, cluster);
            assertThat(job(database, "train").status()).isEqualTo(JobStatus.Failed);
            assertThat(job(database, "train").reason()).isEqualTo(JobReason.NodeLost);
        }
    }

    @Test
    void failedRankEndsItsSiblings() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var cluster = cluster(database, 8, 0, 2);
            submit(database, cluster, "train", "ana", 2);
            var processes = started(database, cluster);

            var half = pass(database, cluster, List.of(), List.of(ended(processes.get(1), 7)));
            assertThat(half.end()).extracting(ProcessRef::process).containsExactly(processes.get(0));
            assertThat(job(database, "train").status()).isNotEqualTo(JobStatus.Failed);

            var canceled = ProcessObservation.ended(processes.get(0), JobReason.CanceledByUser, Message.NONE);
            pass(database, cluster, List.of(), List.of(canceled));
            assertThat(job(database, "train").status()).isEqualTo(JobStatus.Failed);
            assertThat(job(database, "train").message()).asString().startsWith("Process 1: ");
        }
    }

    @Test
    void canceledJobEndsCanceledAndItsNodeIsFree() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var cluster = cluster(database, 8, 0, 1);
            submit(database, cluster, "train", "ana", 1);
            var process = started(database, cluster).get(0);
            database.run(em -> find(new Installed(em, clock), "train")
                    .requestCancel(JobReason.CanceledByUser, Message.text("Canceled by Ana."), clock.instant()));

            var asked = pass(database, cluster, List.of(), List.of());
            assertThat(asked.end()).hasSize(1);
            pass(
                    database,
                    cluster,
                    List.of(),
                    List.of(ProcessObservation.ended(process, JobReason.CanceledByUser, Message.NONE)));

            assertThat(job(database, "train").status()).isEqualTo(JobStatus.Canceled);
            assertThat(job(database, "train").message()).hasToString("Canceled by Ana.");
            assertThat(states(database, cluster)).containsExactly(NodeState.idle);
        }
    }

    @Test
    void deletedClusterCancelsItsJobsAndGoesWhenItsNodesAreGone() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var cluster = cluster(database, 8, 0, 1);
            submit(database, cluster, "running", "ana", 1);
            var process = started(database, cluster).get(0);
            submit(database, cluster, "waiting", "ana", 1);
            database.run(em -> new Installed(em, clock)
                    .computes
                    .lock(cluster)
                    .orElseThrow()
                    .requestDelete("Ana", clock.instant()));

            pass(database, cluster, List.of(), List.of());
            assertThat(job(database, "waiting").status()).isEqualTo(JobStatus.Canceled);
            var leaving = pass(
                    database,
                    cluster,
                    List.of(),
                    List.of(ProcessObservation.ended(process, JobReason.CanceledByUser, Message.NONE)));
            assertThat(job(database, "running").reason()).isEqualTo(JobReason.ComputeDeleted);
            pass(
                    database,
                    cluster,
                    List.of(NodeObservation.of(leaving.release().get(0).id(), NodeObservation.Kind.GONE, Message.NONE)),
                    List.of());
            assertThat(database.<Boolean>call(em ->
                            new Installed(em, clock).computes.find(cluster).isEmpty()))
                    .isTrue();
            assertThat(reserved(database)).isZero();
        }
    }

    @Test
    void jobSaysThatTheQuotaKeepsItWaiting() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var cluster = cluster(database, 2, 0, 4);
            submit(database, cluster, "a", "ana", 1);
            submit(database, cluster, "b", "ana", 1);

            pass(database, cluster, List.of(), List.of());

            assertThat(job(database, "b").reason()).isEqualTo(JobReason.QuotaExceeded);
            assertThat(job(database, "b").message()).asString().contains("2 of 2 cores used");
        }
    }

    @ParameterizedTest
    @EnumSource
    void jobThatTheQuotaHasNoRoomForHoldsBackNobodyAndRunsOnceThereIsRoom(TestDatabase.Kind kind) {
        try (var database = TestDatabase.create(kind)) {
            var cluster = cluster(database, 4, 0, 4);
            submit(database, cluster, "wide", "ana", 3);
            submit(database, cluster, "small", "bruno", 1);

            var processes = started(database, cluster);
            assertThat(processes).as("the small job overtakes").hasSize(1);
            assertThat(job(database, "small").status()).isEqualTo(JobStatus.Starting);
            assertThat(job(database, "wide").reason()).isEqualTo(JobReason.QuotaExceeded);
            assertThat(job(database, "wide").message()).asString().contains("of 4 cores used");
            assertThat(states(database, cluster))
                    .as("no nodes are put by for it")
                    .hasSize(1);

            database.run(
                    em -> new Installed(em, clock).quotaRows.limits("local").forEach(l -> l.limitTo(6)));
            var brought = pass(database, cluster, List.of(), List.of()).bring();
            assertThat(brought).as("now it is within reach").hasSize(2);
            submit(database, cluster, "later", "bruno", 1);
            pass(database, cluster, ready(brought), List.of());
            assertThat(job(database, "later").status()).as("and holds back").isEqualTo(JobStatus.Queued);
            pass(database, cluster, List.of(), List.of(ended(processes.get(0), 0)));
            assertThat(job(database, "wide").status()).isEqualTo(JobStatus.Starting);
        }
    }

    @Test
    void clustersThatWantMoreThanTheQuotaTogetherTakeTurns() {
        try (var database = TestDatabase.create(TestDatabase.Kind.H2)) {
            var clusters = database.call(em -> {
                var installed = new Installed(em, clock);
                var workspace = installed.workspace(8);
                return List.of(
                        installed.cluster(workspace, "one", 0, 4, IDLE).id(),
                        installed.cluster(workspace, "two", 0, 4, IDLE).id());
            });
            submit(database, clusters.get(0), "first", "ana", 3);
            submit(database, clusters.get(1), "second", "bruno", 3);

            assertThat(pass(database, clusters.get(0), List.of(), List.of()).bring())
                    .hasSize(3);
            assertThat(pass(database, clusters.get(1), List.of(), List.of()).bring())
                    .as("one node is no use to it, so that it takes none")
                    .isEmpty();
            assertThat(job(database, "second").reason()).isEqualTo(JobReason.QuotaExceeded);
        }
    }

    @ParameterizedTest
    @EnumSource
    void concurrentScaleUpsNeverReserveMoreThanTheLimit(TestDatabase.Kind kind) throws Exception {
        try (var database = TestDatabase.create(kind)) {
            var limit = 50L;
            var clusters = database.call(em -> {
                var installed = new Installed(em, clock);
                var workspace = installed.workspace(limit);
                var ids = new ArrayList<Long>();
                for (var i = 0; i < 200; i++) {
                    ids.add(installed.cluster(workspace, "c" + i, 1, 4, IDLE).id());
                }
                return ids;
            });

            inParallel(16, clusters, id -> pass(database, id, List.of(), List.of()));

            assertThat(reserved(database)).isEqualTo(limit);
            inParallel(16, clusters, id -> pass(database, id, List.of(), List.of()));
            assertThat(reserved(database)).isEqualTo(limit);
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesOverOneClusterAtTheSameTimeGiveEachJobOneAttempt(TestDatabase.Kind kind) throws Exception {
        try (var database = TestDatabase.create(kind)) {
            var cluster = cluster(database, 40, 0, 10);
            for (var i = 0; i < 20; i++) {
                submit(database, cluster, "job" + i, i % 2 == 0 ? "ana" : "bruno", 1);
            }
            var nodes = pass(database, cluster, List.of(), List.of()).bring();
            var ready = nodes.stream()
                    .map(n -> NodeObservation.ready(n.id(), "127.0.0.1"))
                    .toList();

            inParallel(8, List.of(1, 2, 3, 4, 5, 6, 7, 8), i -> pass(database, cluster, ready, List.of()));

            var jobs = database.call(
                    em -> new Installed(em, clock).jobs.active(cluster, 100).size());
            assertThat(jobs).isEqualTo(10);
            var attempts = database.call(em -> {
                var installed = new Installed(em, clock);
                var sum = 0;
                for (var i = 0; i < 20; i++) {
                    sum += find(installed, "job" + i).attempts();
                }
                return sum;
            });
            assertThat(attempts).isEqualTo(10);
        }
    }

    private long cluster(TestDatabase database, long cores, int min, int max) {
        return database.call(em -> {
            var installed = new Installed(em, clock);
            var compute = installed.cluster(installed.workspace(cores), "cpu", min, max, IDLE);
            assertThat(compute.provisioningState()).isEqualTo(ProvisioningState.Creating);
            assertThat(compute.allocationState()).isEqualTo(AllocationState.Steady);
            return compute.id();
        });
    }

    private void submit(TestDatabase database, long cluster, String name, String owner, int instances) {
        database.run(em -> {
            var installed = new Installed(em, clock);
            var compute = installed.computes.find(cluster).orElseThrow();
            installed.job(compute.workspace(), compute, name, owner, instances);
        });
    }

    private PassResult pass(
            TestDatabase database, long cluster, List<NodeObservation> nodes, List<ProcessObservation> processes) {
        return database.call(em -> new Installed(em, clock).pass.run(cluster, nodes, processes));
    }

    private static List<NodeObservation> ready(List<NodeRef> nodes) {
        return nodes.stream()
                .map(n -> NodeObservation.ready(n.id(), "127.0.0.1"))
                .toList();
    }

    /** Passes until the waiting jobs have nodes; numbers of the processes, by rank. */
    private List<Long> started(TestDatabase database, long cluster) {
        var brought = pass(database, cluster, List.of(), List.of()).bring();
        var ready = brought.stream()
                .map(n -> NodeObservation.ready(n.id(), "127.0.0.1"))
                .toList();
        return pass(database, cluster, ready, List.of()).start().stream()
                .sorted(java.util.Comparator.comparingInt(ProcessRef::rank))
                .map(ProcessRef::process)
                .toList();
    }

    private void loseEveryRunningNode(TestDatabase database, long cluster) {
        var lost = database.call(em -> new Installed(em, clock)
                .nodes.of(cluster).stream()
                        .filter(n -> n.state() == NodeState.running)
                        .map(n -> NodeObservation.of(
                                n.id(), NodeObservation.Kind.LOST, Message.text("The host went away.")))
                        .toList());
        pass(database, cluster, lost, List.of());
    }

    private List<NodeState> states(TestDatabase database, long cluster) {
        return database.call(em -> new Installed(em, clock)
                .nodes.of(cluster).stream().map(n -> n.state()).toList());
    }

    private Job job(TestDatabase database, String name) {
        return database.call(em -> find(new Installed(em, clock), name));
    }

    private static Job find(Installed installed, String name) {
        var workspace = installed.workspaceRows.some(1).get(0);
        return installed.jobs.find(workspace, name).orElseThrow();
    }

    private long reserved(TestDatabase database) {
        return database.call(em -> new Installed(em, clock)
                .quotaRows
                .reserved("local")
                .getOrDefault(new QuotaKey("local", "standardDv2Family", VmPriority.Dedicated), 0L));
    }

    private ProcessObservation ended(long process, int code) {
        return new ProcessObservation(
                process,
                ProcessObservation.Kind.ENDED,
                code == 0 ? JobReason.None : JobReason.UserError,
                code == 0 ? Message.NONE : Message.of("job.exitCode", code),
                Optional.of(code),
                Optional.of(clock.instant()),
                Optional.of(clock.instant()));
    }

    private static <T> void inParallel(int threads, List<T> items, Consumer<T> work)
            throws InterruptedException, ExecutionException {
        var executor = Executors.newFixedThreadPool(threads);
        try {
            var tasks = items.stream()
                    .map(i -> (Callable<Object>) () -> {
                        work.accept(i);
                        return i;
                    })
                    .toList();
            for (var done : executor.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
