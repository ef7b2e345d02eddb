package io.bancada.job.service;

import io.bancada.compute.model.Compute;
import io.bancada.job.model.JobProcess;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pass works on: the locked compute, the nodes that are there and the processes that have not ended, kept up to
 * date while the pass goes on.
 */
final class PassState {
    private final Compute compute;
    private final Instant now;
    private final Map<Long, Node> nodes = new LinkedHashMap<>();
    private final Map<Long, JobProcess> processes = new LinkedHashMap<>();
    private final List<ProcessRef> clean = new ArrayList<>();
    private boolean changed;

    PassState(Compute compute, List<Node> nodes, List<JobProcess> processes, Instant now) {
        this.compute = compute;
        this.now = now;
        nodes.forEach(this::add);
        processes.forEach(this::add);
    }

    Compute compute() {
        return compute;
    }

    /** The moment of the pass: one for all that it writes. */
    Instant now() {
        return now;
    }

    /** All nodes, oldest first. */
    List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    List<Node> nodes(NodeState state) {
        return nodes.values().stream().filter(n -> n.state() == state).toList();
    }

    Optional<Node> node(long id) {
        return Optional.ofNullable(nodes.get(id));
    }

    void add(Node node) {
        nodes.put(node.id(), node);
    }

    void remove(Node node) {
        nodes.remove(node.id());
    }

    /** All processes that have not ended when the pass began, oldest first. */
    List<JobProcess> processes() {
        return List.copyOf(processes.values());
    }

    Optional<JobProcess> process(long id) {
        return Optional.ofNullable(processes.get(id));
    }

    void add(JobProcess process) {
        processes.put(process.id(), process);
    }

    /** The process has ended and is taken over; what it left on its node can go. */
    void remove(JobProcess process, ProcessRef left) {
        processes.remove(process.id());
        clean.add(left);
    }

    /** How many processes each node has that have not ended; a node without any has no entry. */
    Map<Long, Integer> load() {
        var load = new HashMap<Long, Integer>();
        processes.values().stream()
                .filter(p -> p.state() != JobProcess.State.ended)
                .forEach(p -> load.merge(p.nodeId(), 1, Integer::sum));
        return load;
    }

    /** The address of the node where the attempt's rank 0 runs, where distributed work meets. */
    String meeting(JobProcess process) {
        return processes.values().stream()
                .filter(p -> p.attempt().id().equals(process.attempt().id()))
                .min(Comparator.comparingInt(JobProcess::rank))
                .filter(p -> p.rank() == 0)
                .flatMap(p -> node(p.nodeId()))
                .or(() -> node(process.nodeId()))
                .map(Node::address)
                .orElse("");
    }

    /** Something that pages show was changed. */
    void touch() {
        changed = true;
    }

    boolean changed() {
        return changed;
    }

    List<ProcessRef> clean() {
        return List.copyOf(clean);
    }

    /** Nothing is there any more and nothing runs. */
    boolean empty() {
        return nodes.isEmpty() && processes.isEmpty();
    }
}
