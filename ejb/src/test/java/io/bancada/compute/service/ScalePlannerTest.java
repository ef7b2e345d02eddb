package io.bancada.compute.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.compute.model.ScaleSettings;
import io.bancada.compute.service.ScalePlan.Limit;
import io.bancada.compute.service.ScaleSnapshot.NodeView;
import io.bancada.node.model.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalePlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(2);

    /**
     * Nodes are written as one letter each with the seconds since it is in its state: p(reparing), i(dle), r(unning),
     * l(eaving), u(nusable), x preempted. Node numbers count from 1.
     */
    @ParameterizedTest(name = "min {0} max {1} demand {2} quota {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // min, max, demand, affordable, nodes, create, leave, target, resizing, limit
                "0, 4, 0, 9, -, 0, -, 0, false, NONE", // nothing to do, nothing there
                "0, 4, 3, 9, -, 3, -, 3, true, NONE", // up from zero
                "0, 4, 3, 9, r9 i9, 1, -, 3, true, NONE",
                "0, 4, 3, 9, r9 i9 p9, 0, -, 3, true, NONE", // the third is coming
                "0, 4, 3, 9, r9 r9 r9, 0, -, 3, false, NONE",
                "0, 4, 9, 9, -, 4, -, 4, true, MAXIMUM", // never over the maximum
                "0, 4, 9, 9, r9 r9 r9 r9, 0, -, 4, false, MAXIMUM",
                "2, 4, 0, 9, -, 2, -, 2, true, NONE", // the minimum is the floor
                "2, 4, 0, 9, i999 i999, 0, -, 2, false, NONE",
                "2, 4, 0, 9, i999 i998 i997, 0, 1, 2, true, NONE", // idle longest goes first
                "2, 4, 1, 9, r999 i999 i997, 0, 2, 2, true, NONE",
                "0, 4, 3, 2, -, 2, -, 2, true, QUOTA", // never over the quota
                "0, 4, 3, 0, -, 0, -, 0, false, QUOTA",
                "0, 4, 9, 1, r9 r9, 1, -, 3, true, QUOTA", // the quota is the narrower of the two
                "0, 4, 9, 0, r9 r9 r9 r9, 0, -, 4, false, MAXIMUM", // the maximum is, although the quota is full
                "2, 4, 0, 1, -, 1, -, 1, true, QUOTA", // the minimum too needs quota
                "0, 4, 0, 9, i119, 0, -, 0, false, NONE", // one second before the idle time
                "0, 4, 0, 9, i120, 0, 1, 0, true, NONE",
                "0, 4, 0, 9, i121, 0, 1, 0, true, NONE",
                "0, 4, 1, 9, i999, 0, -, 1, false, NONE", // wanted, so it stays
                "0, 4, 0, 9, r999, 0, -, 0, false, NONE", // a running node is never sent away
                "0, 4, 0, 9, p999, 0, -, 0, true, NONE", // a node that is coming comes
                "0, 2, 9, 9, i9 i8 i7, 0, 1, 2, true, MAXIMUM", // above a lowered maximum the idle time does not count
                "0, 1, 9, 9, r9 r8 p7, 0, 3, 1, true, MAXIMUM",
                "0, 1, 9, 9, r9 r8, 0, -, 1, false, MAXIMUM",
                "0, 2, 0, 9, i1 p9 i5, 0, 3, 0, true, NONE",
                "0, 2, 2, 9, r9 u29, 0, -, 1, false, NONE", // a failed node keeps its place for a while
                "0, 2, 2, 9, r9 u30, 0, 2, 1, true, NONE",
                "0, 2, 2, 9, r9 x30, 0, 2, 1, true, NONE",
                "0, 2, 2, 9, r9 l5, 0, -, 1, true, NONE", // a leaving node keeps its place until it is gone
                "0, 3, 2, 9, r9 l5, 1, -, 2, true, NONE",
                "0, 0, 0, 9, -, 0, -, 0, false, NONE", // deletion
                "0, 0, 0, 9, i1 p1 u1 r1, 0, 1 2 3, 0, true, NONE",
                "0, 0, 5, 9, r1 r1, 0, -, 0, false, MAXIMUM",
                "0, 0, 0, 9, l1, 0, -, 0, true, NONE",
            })
    void plan(
            int min,
            int max,
            int demand,
            int affordable,
            @Nullable String nodes,
            int create,
            @Nullable String leave,
            int target,
            boolean resizing,
            Limit limit) {
        var plan = ScalePlanner.plan(
                new ScaleSnapshot(new ScaleSettings(min, max, IDLE), demand, views(nodes), affordable), NOW);
        assertThat(plan.create()).as("create").isEqualTo(create);
        assertThat(plan.leave()).as("leave").containsExactlyInAnyOrderElementsOf(numbers(leave));
        assertThat(plan.target()).as("target").isEqualTo(target);
        assertThat(plan.resizing()).as("resizing").isEqualTo(resizing);
        assertThat(plan.limit()).as("limit").isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0, i100, PT20S", // when the idle time is over
                "0, i100 i110, PT10S", // of the first
                "0, i100 u25, PT5S", // when a failed node has kept its place long enough
                "1, i100, -", // wanted: time changes nothing
                "1, r100 i100, PT20S",
                "0, i120, -", // it leaves now; its going is not a matter of time
                "0, p100, -",
                "0, r100, -",
                "0, -, -"
            })
    void theNextLookIsWhenTimeAloneChangesThePlan(int demand, @Nullable String nodes, @Nullable Duration after) {
        var plan = ScalePlanner.plan(new ScaleSnapshot(new ScaleSettings(0, 4, IDLE), demand, views(nodes), 9), NOW);
        assertThat(plan.lookAgainAfter()).isEqualTo(Optional.ofNullable(after));
    }

    @Test
    void aClusterGrowsWithItsWorkAndShrinksToNothingWhenItIsDone() {
        var cluster = new SimulatedCluster(new ScaleSettings(0, 4, IDLE));
        cluster.demand = 3;
        cluster.apply(ScalePlanner.plan(cluster.snapshot(9), NOW), NOW);
        cluster.pass(NOW);
        assertThat(cluster.usable()).isEqualTo(3);

        cluster.demand = 0;
        cluster.pass(NOW);
        var quiet = ScalePlanner.plan(cluster.snapshot(9), NOW);
        assertThat(quiet.leave()).isEmpty();
        var then = NOW.plus(quiet.lookAgainAfter().orElseThrow());
        assertThat(then).isEqualTo(NOW.plus(IDLE));
        cluster.apply(ScalePlanner.plan(cluster.snapshot(9), then), then);
        cluster.pass(then);
        assertThat(cluster.all()).isZero();
    }

    @Test
    void idleTimeZeroSendsANodeAwayAtOnce() {
        var plan = ScalePlanner.plan(new ScaleSnapshot(new ScaleSettings(0, 4, Duration.ZERO), 0, views("i0"), 9), NOW);
        assertThat(plan.leave()).containsExactly(1L);
    }

    private static List<NodeView> views(@Nullable String text) {
        var views = new ArrayList<NodeView>();
        if (text != null) {
            for (var word : text.split(" ", -1)) {
                var since = NOW.minusSeconds(Long.parseLong(word.substring(1)));
                views.add(new NodeView(views.size() + 1L, state(word.charAt(0)), since));
            }
        }
        return views;
    }

    private static NodeState state(char letter) {
        return switch (letter) {
            case 'p' -> NodeState.preparing;
            case 'i' -> NodeState.idle;
            case 'r' -> NodeState.running;
            case 'l' -> NodeState.leaving;
            case 'u' -> NodeState.unusable;
            case 'x' -> NodeState.preempted;
            default -> throw new IllegalArgumentException("no state: " + letter);
        };
    }

    private static List<Long> numbers(@Nullable String text) {
        return text == null
                ? List.of()
                : List.of(text.split(" ", -1)).stream().map(Long::valueOf).toList();
    }
}
