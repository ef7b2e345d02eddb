package io.bancada.job.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which waiting job gets which idle node. Jobs are taken in the order given, and a job that needs more nodes
 * than are idle holds back those behind it: nobody starves, whatever the size. Nodes that served the same person last
 * go first, since they need no new sandbox.
 */
final class DispatchPlanner {
    private DispatchPlanner() {}

    /**
     * A job that waits.
     *
     * @param person whose it is
     * @param nodes how many it needs at once, 1 or more
     */
    record Waiting(long job, String person, int nodes) {}

    /**
     * A node that is free.
     *
     * @param person whose work it did last; empty when nobody's
     */
    record Idle(long node, String person) {}

    /**
     * What is decided.
     *
     * @param assignments nodes by job, each rank its place in the list
     * @param unplaced nodes that the jobs left waiting need together
     */
    record Plan(Map<Long, List<Long>> assignments, int unplaced) {}

    /**
     * The plan.
     *
     * @param waiting in the order in which they are to be taken
     * @param maxNodes the cluster's maximum: a job that needs more waits without holding back others
     */
    static Plan plan(List<Waiting> waiting, List<Idle> idle, int maxNodes) {
        var free = new ArrayList<>(idle);
        var assignments = new LinkedHashMap<Long, List<Long>>();
        var unplaced = 0;
        var blocked = false;
        for (var job : waiting) {
            if (job.nodes() > maxNodes) {
                continue;
            }
            if (blocked || job.nodes() > free.size()) {
                blocked = true;
                unplaced += job.nodes();
                continue;
            }
            assignments.put(job.job(), take(free, job));
        }
        return new Plan(assignments, unplaced);
    }

    private static List<Long> take(List<Idle> free, Waiting job) {
        var taken = new ArrayList<Idle>();
        free.stream()
                .filter(n -> n.person().equals(job.person()))
                .limit(job.nodes())
                .forEach(taken::add);
        free.stream()
                .filter(n -> !taken.contains(n))
                .limit((long) job.nodes() - taken.size())
                .toList()
                .forEach(taken::add);
        free.removeAll(taken);
        return taken.stream().map(Idle::node).toList();
    }
}
