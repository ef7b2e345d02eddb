package io.bancada.compute.service;

import io.bancada.compute.service.ScalePlan.Limit;
import io.bancada.compute.service.ScaleSnapshot.NodeView;
import io.bancada.node.model.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides how many nodes a cluster should have: at least the minimum, at most the maximum, between them as many as its
 * work wants, never more than the quota has room for. A node leaves when it has been idle for the idle time and is not
 * wanted. Nodes that have failed keep their place for {@link #UNUSABLE_FOR}, so that a broken host does not make and
 * break nodes as fast as it can (R15).
 */
public final class ScalePlanner {
    /** How long a node that failed keeps its place before it is given back and replaced. */
    static final Duration UNUSABLE_FOR = Duration.ofSeconds(30);

    private ScalePlanner() {}

    /** The plan for what is there now. The same snapshot at the same moment always gives the same plan. */
    public static ScalePlan plan(ScaleSnapshot now, Instant at) {
        var min = now.scale().minNodeCount();
        var max = now.scale().maxNodeCount();
        var wanted = Math.max(min, Math.min(now.demand(), max));
        var usable = now.nodes().stream().filter(n -> usable(n.state())).toList();
        var leave = new ArrayList<Long>();
        leave.addAll(failedLongEnough(now, at));
        leave.addAll(surplus(now, usable, wanted, at));

        var missing = Math.max(0, wanted - usable.size());
        var room = Math.max(0, max - now.nodes().size());
        var create = Math.min(Math.min(missing, room), now.affordable());
        var limit = limit(now, missing, room, create, max);
        var coming = usable.stream().anyMatch(n -> n.state() == NodeState.preparing);
        var going = now.nodes().stream().anyMatch(n -> n.state() == NodeState.leaving);
        return new ScalePlan(
                create,
                leave,
                Math.min(wanted, usable.size() + create),
                create > 0 || coming || going || !leave.isEmpty(),
                limit,
                nextChange(now, usable, wanted, leave, at));
    }

    /** The plan while a lock forbids that nodes come or go: what is there stays, what is under way goes on. */
    public static ScalePlan locked(ScaleSnapshot now) {
        var usable = (int) now.nodes().stream().filter(n -> usable(n.state())).count();
        var moving =
                now.nodes().stream().anyMatch(n -> n.state() == NodeState.preparing || n.state() == NodeState.leaving);
        return new ScalePlan(0, List.of(), usable, moving, Limit.LOCK, Optional.empty());
    }

    private static Limit limit(ScaleSnapshot now, int missing, int room, int create, int max) {
        if (missing > 0 && create < Math.min(missing, room)) {
            return Limit.QUOTA;
        }
        return now.demand() > max ? Limit.MAXIMUM : Limit.NONE;
    }

    private static List<Long> failedLongEnough(ScaleSnapshot now, Instant at) {
        return now.nodes().stream()
                .filter(n -> n.state() == NodeState.unusable || n.state() == NodeState.preempted)
                .filter(n ->
                        !n.since().plus(UNUSABLE_FOR).isAfter(at) || now.scale().maxNodeCount() == 0)
                .map(NodeView::id)
                .toList();
    }

    /** Idle nodes that nobody wants, those idle longest first; above the maximum also those that just came. */
    private static List<Long> surplus(ScaleSnapshot now, List<NodeView> usable, int wanted, Instant at) {
        var tooMany = usable.size() - wanted;
        var aboveMaximum = usable.size() - now.scale().maxNodeCount();
        var leave = new ArrayList<Long>();
        var byIdleTime = usable.stream()
                .filter(n -> n.state() != NodeState.running)
                .sorted(Comparator.comparing((NodeView n) -> n.state() == NodeState.preparing)
                        .thenComparing(NodeView::since)
                        .thenComparing(NodeView::id))
                .toList();
        for (var node : byIdleTime) {
            if (leave.size() >= tooMany) {
                break;
            }
            var idleLongEnough =
                    node.state() == NodeState.idle && !idleUntil(now, node).isAfter(at);
            if (idleLongEnough || leave.size() < aboveMaximum) {
                leave.add(node.id());
            }
        }
        return leave;
    }

    private static Optional<Duration> nextChange(
            ScaleSnapshot now, List<NodeView> usable, int wanted, List<Long> leave, Instant at) {
        var idleEnds = usable.size() - leave.size() <= wanted
                ? List.<Instant>of()
                : usable.stream()
                        .filter(n -> n.state() == NodeState.idle && !leave.contains(n.id()))
                        .map(n -> idleUntil(now, n))
                        .toList();
        var failureEnds = now.nodes().stream()
                .filter(n -> n.state() == NodeState.unusable || n.state() == NodeState.preempted)
                .filter(n -> !leave.contains(n.id()))
                .map(n -> n.since().plus(UNUSABLE_FOR))
                .toList();
        var all = new ArrayList<Instant>(idleEnds);
        all.addAll(failureEnds);
        return all.stream().min(Comparator.naturalOrder()).map(next -> Duration.between(at, next));
    }

    private static Instant idleUntil(ScaleSnapshot now, NodeView node) {
        return node.since().plus(now.scale().nodeIdleTimeBeforeScaleDown());
    }

    private static boolean usable(NodeState state) {
        return switch (state) {
            case preparing, idle, running -> true;
            case leaving, unusable, preempted, stopping, stopped -> false;
        };
    }
}
