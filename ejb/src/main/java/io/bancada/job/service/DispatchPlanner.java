package io.bancada.job.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which waiting job gets which free slots. Jobs are taken in the order given.
 *
 * <p>Fairness: a job that needs more nodes than are free holds back those behind it, so that no size starves; but only as
 * long as its nodes can come. A job that needs more nodes than the compute can have as things stand (its maximum, or the
 * nodes that are there and those that the quota has room for) waits aside and holds back nobody. It gets no nodes put by
 * either, so that two clusters never keep halves from each other for ever; as soon as the quota has room for all of its
 * nodes, it is within reach and has its turn like any other.
 *
 * <p>Each process of a job gets a node of its own. Nodes that served the same person last go first, since they need no
 * new sandbox; among these the fullest, so that others may become free.
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
     * A node with room.
     *
     * @param person whose work it did last; empty when nobody's
     * @param free processes that it can take, 1 or more
     */
    record Place(long node, String person, int free) {
        private Place less(String newPerson) {
            return new Place(node, newPerson, free - 1);
        }
    }

    /**
     * The plan: nodes by job, each rank its place in the list.
     *
     * @param waiting in the order in which they are to be taken
     * @param reach nodes that one job can get at once as things stand
     */
    static Map<Long, List<Long>> plan(List<Waiting> waiting, List<Place> places, int reach) {
        var free = new ArrayList<>(places);
        var assignments = new LinkedHashMap<Long, List<Long>>();
        for (var job : waiting) {
            if (job.nodes() > reach) {
                continue;
            }
            if (job.nodes() > free.size()) {
                break;
            }
            assignments.put(job.job(), take(free, job));
        }
        return assignments;
    }

    private static List<Long> take(List<Place> free, Waiting job) {
        var taken = new ArrayList<Place>();
        free.stream()
                .filter(p -> p.person().equals(job.person()))
                .sorted(java.util.Comparator.comparingInt(Place::free))
                .limit(job.nodes())
                .forEach(taken::add);
        free.stream()
                .filter(p -> !taken.contains(p))
                .limit((long) job.nodes() - taken.size())
                .toList()
                .forEach(taken::add);
        for (var place : taken) {
            var at = free.indexOf(place);
            if (place.free() == 1) {
                free.remove(at);
            } else {
                free.set(at, place.less(job.person()));
            }
        }
        return taken.stream().map(Place::node).toList();
    }
}
