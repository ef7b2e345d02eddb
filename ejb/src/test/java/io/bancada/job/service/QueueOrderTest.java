package io.bancada.job.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.job.model.QueuedJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueueOrderTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void onePersonsJobsRunInTheOrderOfComing() {
        assertThat(order(List.of(job("a1", "ana", 0, 1), job("a2", "ana", 1, 5), job("a3", "ana", 2, 1)), Map.of()))
                .containsExactly("a1", "a2", "a3");
    }

    @Test
    void peopleTakeTurns() {
        var queue = List.of(
                job("a1", "ana", 0, 1),
                job("a2", "ana", 1, 1),
                job("a3", "ana", 2, 1),
                job("b1", "bruno", 3, 1),
                job("b2", "bruno", 4, 1));
        assertThat(order(queue, Map.of())).containsExactly("a1", "b1", "a2", "b2", "a3");
    }

    @Test
    void whoeverHoldsTheFewestNodesGoesFirst() {
        var queue = List.of(job("a1", "ana", 0, 1), job("a2", "ana", 1, 1), job("b1", "bruno", 2, 1));
        assertThat(order(queue, Map.of("ana", 2))).containsExactly("b1", "a1", "a2");
    }

    @Test
    void aMultiNodeJobCountsAllItsNodes() {
        var queue = List.of(
                job("a1", "ana", 0, 3),
                job("a2", "ana", 1, 1),
                job("b1", "bruno", 2, 1),
                job("b2", "bruno", 3, 1),
                job("b3", "bruno", 4, 1),
                job("b4", "bruno", 5, 1));
        assertThat(order(queue, Map.of())).containsExactly("a1", "b1", "b2", "b3", "a2", "b4");
    }

    @Test
    void everyJobIsTakenOnceAndNobodyIsOvertakenByTheirOwn() {
        var random = new Random(1);
        for (var round = 0; round < 500; round++) {
            var queue = new ArrayList<QueuedJob>();
            for (var i = 0; i < random.nextInt(30); i++) {
                queue.add(job("j" + i, "p" + random.nextInt(4), i, 1 + random.nextInt(3)));
            }
            var order = QueueOrder.of(queue, Map.of("p0", random.nextInt(5)));
            assertThat(order).containsExactlyInAnyOrderElementsOf(queue);
            for (var person = 0; person < 4; person++) {
                var owner = "p" + person;
                assertThat(order.stream().filter(j -> j.owner().equals(owner)))
                        .isSortedAccordingTo(Comparator.comparing(QueuedJob::createdAt));
            }
        }
    }

    @Test
    void anEmptyQueueHasNoOrder() {
        assertThat(QueueOrder.of(List.of(), Map.of("ana", 3))).isEmpty();
    }

    private static List<String> order(List<QueuedJob> queue, Map<String, Integer> held) {
        return QueueOrder.of(queue, held).stream().map(QueuedJob::name).toList();
    }

    private static QueuedJob job(String name, String owner, int second, int nodes) {
        return new QueuedJob(second, name, owner, nodes, AT.plusSeconds(second));
    }
}
