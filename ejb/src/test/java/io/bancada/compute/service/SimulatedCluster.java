package io.bancada.compute.service;

import io.bancada.compute.model.ScaleSettings;
import io.bancada.compute.service.ScaleSnapshot.NodeView;
import io.bancada.node.model.NodeState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A cluster in a world where everything that is asked for happens: what the planner decides is carried out here. */
final class SimulatedCluster {
    private final TreeMap<Long, NodeView> nodes = new TreeMap<>();
    private ScaleSettings scale;
    private long lastId;
    int demand;

    SimulatedCluster(ScaleSettings scale) {
        this.scale = scale;
    }

    void rescale(ScaleSettings settings) {
        scale = settings;
    }

    ScaleSettings scale() {
        return scale;
    }

    void add(NodeState state, Instant since) {
        nodes.put(++lastId, new NodeView(lastId, state, since));
    }

    ScaleSnapshot snapshot(int affordable) {
        return new ScaleSnapshot(scale, demand, List.copyOf(nodes.values()), affordable);
    }

    /** Carries a plan out: new nodes are being prepared, the others are leaving. */
    void apply(ScalePlan plan, Instant at) {
        plan.leave().forEach(id -> nodes.put(id, new NodeView(id, NodeState.leaving, at)));
        for (var i = 0; i < plan.create(); i++) {
            add(NodeState.preparing, at);
        }
    }

    /** Leaving nodes are gone, preparing ones are there, and as many work as there is work for. */
    void pass(Instant at) {
        nodes.values().removeIf(n -> n.state() == NodeState.leaving);
        nodes.replaceAll((id, n) -> n.state() == NodeState.preparing ? new NodeView(id, NodeState.idle, at) : n);
        var running = count(n -> n.state() == NodeState.running);
        for (var node : List.copyOf(nodes.values())) {
            if (node.state() == NodeState.idle && running < demand) {
                nodes.put(node.id(), new NodeView(node.id(), NodeState.running, at));
                running++;
            } else if (node.state() == NodeState.running && running > demand) {
                nodes.put(node.id(), new NodeView(node.id(), NodeState.idle, at));
                running--;
            }
        }
    }

    /** A node fails. */
    void fail(Instant at) {
        nodes.values().stream()
                .filter(n -> n.state() == NodeState.running)
                .findFirst()
                .ifPresent(n -> nodes.put(n.id(), new NodeView(n.id(), NodeState.unusable, at)));
    }

    NodeState state(long id) {
        return Objects.requireNonNull(nodes.get(id)).state();
    }

    int usable() {
        return count(
                n -> n.state() == NodeState.preparing || n.state() == NodeState.idle || n.state() == NodeState.running);
    }

    int all() {
        return nodes.size();
    }

    private int count(Predicate<NodeView> which) {
        return (int) nodes.values().stream().filter(which).count();
    }
}
