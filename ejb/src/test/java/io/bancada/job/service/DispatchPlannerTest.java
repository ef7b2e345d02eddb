package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.job.service.DispatchPlanner.Place;
import io.bancada.job.service.DispatchPlanner.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
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
        assertThat(plan.keySet()).containsExactly(3L, 1L);
    }

    @Test
    void aJobThatNeedsMoreNodesThanAreFreeHoldsBackThoseBehindIt() {
        var plan = DispatchPlanner.plan(
                List.of(new Waiting(1, ANA, 1), new Waiting(2, ANA, 3), new Waiting(3, BRUNO, 1)), nobodys(3), 4);
        assertThat(plan.keySet()).containsExactly(1L);
    }

    @Test
    void aJobBeyondReachHoldsBackNobody() {
        var plan = DispatchPlanner.plan(List.of(new Waiting(1, ANA, 5), new Waiting(2, BRUNO, 1)), nobodys(2), 4);
        assertThat(plan.keySet()).containsExactly(2L);
    }

    @Test
    void nodesThatServedThePersonLastGoFirst() {
        var places = List.of(place(10, "", 1), place(11, BRUNO, 1), place(12, ANA, 1), place(13, ANA, 1));
        var plan = DispatchPlanner.plan(List.of(new Waiting(1, ANA, 3)), places, 4);
        assertThat(plan.get(1L)).containsExactly(12L, 13L, 10L);
    }

    @Test
    void aMultiNodeJobGetsAllItsNodesOrNone() {
        assertThat(DispatchPlanner.plan(List.of(new Waiting(1, ANA, 3)), nobodys(2), 4))
                .isEmpty();
        assertThat(DispatchPlanner.plan(List.of(new Waiting(1, ANA, 2)), nobodys(2), 4)
                        .get(1L))
                .hasSize(2);
    }

    @Test
    void nothingWaitsOrNothingIsFree() {
        assertThat(DispatchPlanner.plan(List.of(), nobodys(2), 4)).isEmpty();
        assertThat(DispatchPlanner.plan(List.of(new Waiting(1, ANA, 1)), List.of(), 4))
                .isEmpty();
    }

    @Test
    void aNodeOfFourCoresRunsEightJobsAndTheNinthWaits() {
        var waiting = new ArrayList<Waiting>();
        for (var i = 1; i <= 9; i++) {
            waiting.add(new Waiting(i, ANA, 1));
        }
        var plan = DispatchPlanner.plan(waiting, List.of(place(10, "", 8)), 1);
        assertThat(plan.keySet()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void theFullestNodeOfAPersonIsFilledFirst() {
        var plan = DispatchPlanner.plan(
                List.of(new Waiting(1, ANA, 1), new Waiting(2, ANA, 1)),
                List.of(place(10, ANA, 4), place(11, ANA, 2), place(12, BRUNO, 1)),
                3);
        assertThat(plan.get(1L)).containsExactly(11L);
        assertThat(plan.get(2L)).containsExactly(11L);
    }

    @Test
    void noSlotIsGivenTwiceAndEveryPlacedJobHasWhatItNeeds() {
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++) {
            var waiting = new ArrayList<Waiting>();
            for (var i = 0; i < random.nextInt(8); i++) {
                waiting.add(new Waiting(i, "p" + random.nextInt(3), 1 + random.nextInt(5)));
            }
            var places = new ArrayList<Place>();
            for (var i = 0; i < random.nextInt(10); i++) {
                places.add(place(100 + i, random.nextBoolean() ? "" : "p" + random.nextInt(3), 1 + random.nextInt(3)));
            }
            var reach = 1 + random.nextInt(6);
            var plan = DispatchPlanner.plan(waiting, places, reach);

            var free = new HashMap<Long, Integer>();
            places.forEach(p -> free.put(p.node(), p.free()));
            plan.values().forEach(nodes -> {
                assertThat(nodes).as("each process has a node of its own").doesNotHaveDuplicates();
                nodes.forEach(n -> free.merge(n, -1, Integer::sum));
            });
            assertThat(free.values()).allMatch(left -> left >= 0);
            var reached = waiting.stream().filter(w -> w.nodes() <= reach).limit(plan.size());
            assertThat(plan.keySet())
                    .as("a beginning of those within reach, nobody overtakes")
                    .containsExactlyElementsOf(reached.map(Waiting::job).toList());
            waiting.stream()
                    .filter(w -> plan.containsKey(w.job()))
                    .forEach(w -> assertThat(plan.get(w.job())).hasSize(w.nodes()));
            var withRoom = free.values().stream().filter(left -> left > 0).count();
            waiting.stream()
                    .filter(w -> w.nodes() <= reach && !plan.containsKey(w.job()))
                    .findFirst()
                    .ifPresent(first -> assertThat((long) first.nodes())
                            .as("no node is kept from the first that waits")
                            .isGreaterThan(withRoom));
        }
    }

    private static Place place(long node, String person, int free) {
        return new Place(node, person, free);
    }

    private static List<Place> nobodys(int count) {
        var places = new ArrayList<Place>();
        for (var i = 0; i < count; i++) {
            places.add(place(10L + i, "", 1));
        }
        return places;
    }
}
