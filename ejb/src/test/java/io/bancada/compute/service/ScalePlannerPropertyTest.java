package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.compute.model.ScaleSettings;
import io.bancada.node.model.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every cluster, whatever it looks like; and how fast plans are made. */
class ScalePlannerPropertyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void noPlanBreaksALimitOrAJob() {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++) {
            var cluster = any(random);
            var affordable = random.nextInt(20);
            var snapshot = cluster.snapshot(affordable);
            var plan = ScalePlanner.plan(snapshot, NOW);
            assertThat(plan.create()).as("%s", snapshot).isBetween(0, affordable);
            if (plan.create() > 0) {
                assertThat(cluster.all() + plan.create())
                        .as("never more than the maximum: %s", snapshot)
                        .isLessThanOrEqualTo(cluster.scale().maxNodeCount());
            }
            assertThat(new HashSet<>(plan.leave())).as("each once").hasSameSizeAs(plan.leave());
            assertThat(plan.leave())
                    .as("%s", snapshot)
                    .noneMatch(id -> cluster.state(id) == NodeState.running || cluster.state(id) == NodeState.leaving);
            var usableLeave = plan.leave().stream()
                    .filter(id -> cluster.state(id) != NodeState.unusable && cluster.state(id) != NodeState.preempted)
                    .count();
            if (usableLeave > 0) {
                assertThat(cluster.usable() - usableLeave)
                        .as("never below the minimum or the work: %s", snapshot)
                        .isGreaterThanOrEqualTo(Math.max(
                                cluster.scale().minNodeCount(),
                                Math.min(cluster.demand, cluster.scale().maxNodeCount())));
            }
            assertThat(plan.lookAgainAfter().stream())
                    .as("%s", snapshot)
                    .allMatch(after -> !after.isNegative() && !after.isZero());
            assertThat(ScalePlanner.plan(snapshot, NOW)).isEqualTo(plan);
        }
    }

    @Test
    void aSecondPassChangesNothing() {
        var random = new Random(2);
        for (var round = 0; round < 20_000; round++) {
            var cluster = any(random);
            var affordable = random.nextInt(20);
            var before = cluster.snapshot(affordable);
            var first = ScalePlanner.plan(before, NOW);
            cluster.apply(first, NOW);
            var second = ScalePlanner.plan(cluster.snapshot(affordable - first.create()), NOW);
            assertThat(second.create()).as("%s", before).isZero();
            assertThat(second.leave()).as("%s", before).isEmpty();
            assertThat(second.target()).as("%s", before).isEqualTo(first.target());
        }
    }

    @Test
    void everyClusterComesToWhatIsWanted() {
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++) {
            var cluster = any(random);
            var at = NOW;
            var work = cluster.demand;
            cluster.demand = 0;
            cluster.pass(at); // jobs that were running above the maximum have ended
            cluster.demand = work;
            for (var pass = 0; pass < 8; pass++) {
                cluster.apply(ScalePlanner.plan(cluster.snapshot(1_000), at), at);
                at = at.plus(cluster.scale().nodeIdleTimeBeforeScaleDown()).plus(ScalePlanner.UNUSABLE_FOR);
                cluster.pass(at);
            }
            var wanted = Math.max(
                    cluster.scale().minNodeCount(),
                    Math.min(cluster.demand, cluster.scale().maxNodeCount()));
            assertThat(cluster.usable()).as("%s", cluster.snapshot(0)).isEqualTo(wanted);
            assertThat(ScalePlanner.plan(cluster.snapshot(1_000), at).resizing())
                    .isFalse();
        }
    }

    @Test
    void aThousandClustersShareAQuotaThroughADay() {
        var random = new Random(4);
        var quota = 60_000;
        var clusters = new SimulatedCluster[1_000];
        for (var i = 0; i < clusters.length; i++) {
            clusters[i] = new SimulatedCluster(new ScaleSettings(i % 10 == 0 ? 1 : 0, 100, Duration.ofMinutes(2)));
        }
        var plans = 0L;
        var nanos = 0L;
        var most = 0;
        for (var minute = 0; minute < 40; minute++) {
            var at = NOW.plus(Duration.ofMinutes(minute));
            var held = 0;
            for (var cluster : clusters) {
                held += cluster.all();
            }
            for (var cluster : clusters) {
                if (random.nextInt(4) == 0) {
                    cluster.demand = minute < 30 ? random.nextInt(150) : 0;
                }
                if (minute >= 30) {
                    cluster.demand = 0;
                }
                if (random.nextInt(50) == 0) {
                    cluster.fail(at);
                }
                var snapshot = cluster.snapshot(quota - held);
                var began = System.nanoTime();
                var plan = ScalePlanner.plan(snapshot, at);
                nanos += System.nanoTime() - began;
                plans++;
                cluster.apply(plan, at);
                held += plan.create();
                cluster.pass(at);
                assertThat(cluster.all()).isLessThanOrEqualTo(100);
            }
            assertThat(held).isLessThanOrEqualTo(quota);
            most = Math.max(most, held);
        }
        for (var i = 0; i < clusters.length; i++) {
            assertThat(clusters[i].all()).isEqualTo(clusters[i].scale().minNodeCount());
        }
        assertThat(most).as("the quota was short at times").isEqualTo(quota);
        report("1,000 clusters of up to 100 nodes", plans, nanos);
    }

    @Test
    void aThousandClustersGrowToAThousandNodesEach() {
        var plans = 0L;
        var nanos = 0L;
        for (var i = 0; i < 1_000; i++) {
            var cluster = new SimulatedCluster(new ScaleSettings(0, 1_000, Duration.ofMinutes(2)));
            var at = NOW;
            for (var step = 1; step <= 4; step++) {
                cluster.demand = step * 300;
                var snapshot = cluster.snapshot(1_000_000);
                var began = System.nanoTime();
                var plan = ScalePlanner.plan(snapshot, at);
                nanos += System.nanoTime() - began;
                plans++;
                assertThat(plan.leave()).isEmpty();
                cluster.apply(plan, at);
                at = at.plusSeconds(30);
                cluster.pass(at);
                assertThat(cluster.usable()).isEqualTo(Math.min(1_000, step * 300));
            }
            assertThat(ScalePlanner.plan(cluster.snapshot(0), at).limit()).isEqualTo(ScalePlan.Limit.MAXIMUM);
        }
        report("1,000 clusters growing to 1,000 nodes", plans, nanos);
    }

    /** More nodes than the maximum are there only where the maximum was lowered. */
    @Test
    void aThousandClustersOfAThousandNodesShrinkToTheirMaximum() {
        var random = new Random(5);
        var plans = 0L;
        var nanos = 0L;
        for (var i = 0; i < 1_000; i++) {
            var cluster = new SimulatedCluster(new ScaleSettings(0, 100, Duration.ofMinutes(2)));
            for (var n = 0; n < 1_000; n++) {
                cluster.add(
                        n < 50 ? NodeState.running : random.nextInt(10) == 0 ? NodeState.preparing : NodeState.idle,
                        NOW.minusSeconds(random.nextInt(100)));
            }
            cluster.demand = 1_000;
            var snapshot = cluster.snapshot(1_000_000);
            var began = System.nanoTime();
            var plan = ScalePlanner.plan(snapshot, NOW);
            nanos += System.nanoTime() - began;
            plans++;
            assertThat(plan.leave()).hasSize(900);
            cluster.apply(plan, NOW);
            cluster.pass(NOW);
            assertThat(cluster.all()).isEqualTo(100);
        }
        report("1,000 clusters of 1,000 nodes", plans, nanos);
    }

    private static void report(String what, long plans, long nanos) {
        System.out.printf("%s: %,d plans, %,.0f plans a second%n", what, plans, plans * 1e9 / nanos);
    }

    private static SimulatedCluster any(Random random) {
        var max = random.nextInt(12);
        var cluster = new SimulatedCluster(
                new ScaleSettings(random.nextInt(max + 1), max, Duration.ofSeconds(random.nextInt(200))));
        // The nodes of a cluster come and go; only an instance's are stopped.
        var states = EnumSet.complementOf(EnumSet.of(NodeState.stopping, NodeState.stopped))
                .toArray(NodeState[]::new);
        var nodes = random.nextInt(14);
        for (var i = 0; i < nodes; i++) {
            cluster.add(states[random.nextInt(states.length)], NOW.minusSeconds(random.nextInt(200)));
        }
        cluster.demand = random.nextInt(20);
        return cluster;
    }
}
