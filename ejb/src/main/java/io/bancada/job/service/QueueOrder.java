package io.bancada.job.service;

import io.bancada.job.model.Job;
import io.bancada.job.model.JobProcess;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    /** The queue in the order in which it will be taken, were no other job to come. */
    static List<Job> of(List<Job> queued, List<JobProcess> active) {
        var held = new HashMap<String, Integer>();
        active.forEach(p -> held.merge(p.attempt().job().owner(), 1, Integer::sum));
        return of(queued, held);
    }

    /** The same, with the nodes that each person holds already counted. */
    static List<Job> of(List<Job> queued, Map<String, Integer> held) {
        var byOwner = new LinkedHashMap<String, Queue<Job>>();
        queued.forEach(
                j -> byOwner.computeIfAbsent(j.owner(), o -> new ArrayDeque<>()).add(j));
        var load = new HashMap<>(held);
        var turn = new PriorityQueue<String>(Comparator.<String>comparingInt(o -> load.getOrDefault(o, 0))
                .thenComparing(o -> byOwner.get(o).element().createdAt())
                .thenComparing(Comparator.naturalOrder()));
        turn.addAll(byOwner.keySet());
        var order = new ArrayList<Job>(queued.size());
        while (!turn.isEmpty()) {
            var owner = turn.remove();
            var job = byOwner.get(owner).remove();
            order.add(job);
            load.merge(owner, job.instanceCount(), Integer::sum);
            if (!byOwner.get(owner).isEmpty()) {
                turn.add(owner);
            }
        }
        return order;
    }
}
