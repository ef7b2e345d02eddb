package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.job.service.DispatchPlanner.Idle;
import io.bancada.job.service.DispatchPlanner.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DispatchPlannerTest {
    private static final String ANA = "ana";
    private static final String BRUNO = "bruno";

    @Test
    void jobsGetNodesInTheOrderGiven() {
        var plan = DispatchPlanner.plan(
                List.of(new Waiting(3, ANA, 1), new Waiting(1, BRUNO, 1), new Waiting(2, ANA, 1)), nobodys(2), 4);
        assertThat(plan.assignments().keySet()).containsExactly(3L, 1L);
        assertThat(plan.unplaced()).isEqualTo(1);
    }

    @Test
    void aJobThatNeedsMoreNodesThanAreIdleHoldsBackThoseBehindIt() {
        var plan = DispatchPlanner.plan(
                List.of(new Waiting(1, ANA, 1), new Waiting(2, ANA, 3), new Waiting(3, BRUNO, 1)), nobodys(3), 4);
        assertThat(plan.assignments().keySet()).containsExactly(1L);
        assertThat(plan.unplaced()).isEqualTo(4);
    }

    @Test
    void aJobThatNeedsMoreNodesThanTheMaximumHoldsBackNobody() {
        var plan = DispatchPlanner.plan(List.of(new Waiting(1, ANA, 5), new Waiting(2, BRUNO, 1)), nobodys(2), 4);
        assertThat(plan.assignments().keySet()).containsExactly(2L);
        assertThat(plan.unplaced()).isZero();
    }

    @Test
    void nodesThatServedThePersonLastGoFirst() {
        var idle = List.of(new Idle(10, ""), new Idle(11, BRUNO), new Idle(12, ANA), new Idle(13, ANA));
        var plan = DispatchPlanner.plan(List.of(new Waiting(1, ANA, 3)), idle, 4);
        assertThat(plan.assignments().get(1L)).containsExactly(12L, 13L, 10L);
    }

    @Test
    void aMultiNodeJobGetsAllItsNodesOrNone() {
        var idle = nobodys(2);
        assertThat(DispatchPlanner.plan(List.of(new Waiting(1, ANA, 3)), idle, 4)
                        .assignments())
                .isEmpty();
        assertThat(DispatchPlanner.plan(List.of(new Waiting(1, ANA, 2)), idle, 4)
                        .assignments()
                        .get(1L))
                .hasSize(2);
    }

    @Test
    void nothingWaitsOrNothingIsIdle() {
        assertThat(DispatchPlanner.plan(List.of(), nobodys(2), 4).assignments()).isEmpty();
        assertThat(DispatchPlanner.plan(List.of(new Waiting(1, ANA, 1)), List.of(), 4)
                        .unplaced())
                .isEqualTo(1);
    }

    @Test
    void everyNodeIsGivenAtMostOnceAndEveryPlacedJobHasWhatItNeeds() {
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++) {
            var waiting = new ArrayList<Waiting>();
            for (var i = 0; i < random.nextInt(8); i++) {
                waiting.add(new Waiting(i, "p" + random.nextInt(3), 1 + random.nextInt(5)));
            }
            var idle = new ArrayList<Idle>();
            for (var i = 0; i < random.nextInt(10); i++) {
                idle.add(new Idle(100 + i, random.nextBoolean() ? "" : "p" + random.nextInt(3)));
            }
            var max = 1 + random.nextInt(6);
            var plan = DispatchPlanner.plan(waiting, idle, max);

            var given =
                    plan.assignments().values().stream().flatMap(List::stream).toList();
            assertThat(given).doesNotHaveDuplicates();
            assertThat(idle).extracting(Idle::node).containsAll(given);
            var fitting = waiting.stream().filter(w -> w.nodes() <= max).toList();
            var placed = plan.assignments().size();
            assertThat(plan.assignments().keySet())
                    .as("a beginning of the queue, nobody overtakes")
                    .containsExactlyElementsOf(
                            fitting.stream().limit(placed).map(Waiting::job).toList());
            fitting.stream()
                    .limit(placed)
                    .forEach(w -> assertThat(plan.assignments().get(w.job())).hasSize(w.nodes()));
            assertThat(plan.unplaced())
                    .isEqualTo(fitting.stream()
                            .skip(placed)
                            .mapToInt(Waiting::nodes)
                            .sum());
            if (placed < fitting.size()) {
                assertThat(fitting.get(placed).nodes())
                        .as("no node is kept from the first that waits")
                        .isGreaterThan(idle.size() - given.size());
            }
        }
    }

    private static List<Idle> nobodys(int count) {
        var idle = new ArrayList<Idle>();
        for (var i = 0; i < count; i++) {
            idle.add(new Idle(10L + i, ""));
        }
        return idle;
    }
}
