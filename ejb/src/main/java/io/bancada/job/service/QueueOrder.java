package io.bancada.job.service;

import io.bancada.job.model.QueuedJob;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The order in which a compute takes jobs: fair between people, first come first served for each. Whoever holds the
 * fewest nodes goes next; a job taken counts as held from then on.
 */
final class QueueOrder {
    private QueueOrder() {}

    /**
     * The queue in the order in which it will be taken, were no other job to come.
     *
     * @param queued oldest first
     * @param held nodes that each person's jobs hold now
     */
    static List<QueuedJob> of(List<QueuedJob> queued, Map<String, Integer> held) {
        var turns = new LinkedHashMap<String, Turn>();
        for (var job : queued) {
            turns.computeIfAbsent(job.owner(), o -> new Turn(o, held.getOrDefault(o, 0)))
                    .waiting
                    .add(job);
        }
        var next = new PriorityQueue<>(turns.values());
        var order = new ArrayList<QueuedJob>(queued.size());
        while (!next.isEmpty()) {
            var turn = next.remove();
            var job = turn.waiting.remove();
            order.add(job);
            turn.load += job.instanceCount();
            if (!turn.waiting.isEmpty()) {
                next.add(turn);
            }
        }
        return order;
    }

    /** One person's jobs, in the order of coming, and the nodes that the person holds. */
    private static final class Turn implements Comparable<Turn> {
        private final String owner;
        private final Queue<QueuedJob> waiting = new ArrayDeque<>();
        private int load;

        Turn(String owner, int load) {
            this.owner = owner;
            this.load = load;
        }

        @Override
        public int compareTo(Turn other) {
            if (load != other.load) {
                return Integer.compare(load, other.load);
            }
            var byAge = waiting.element()
                    .createdAt()
                    .compareTo(other.waiting.element().createdAt());
            return byAge != 0 ? byAge : owner.compareTo(other.owner);
        }
    }
}
