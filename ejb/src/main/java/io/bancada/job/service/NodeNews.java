package io.bancada.job.service;

import io.bancada.audit.service.Audit;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.model.NodeState;
import io.bancada.node.service.NodeObservation;
import io.bancada.quota.service.QuotaService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;

/** Takes over what drivers said of nodes. News that comes twice or too late changes nothing. */
@ApplicationScoped
public class NodeNews {
    private final NodeRepository nodes;
    private final QuotaService quota;
    private final Audit audit;

    @Inject
    public NodeNews(NodeRepository nodes, QuotaService quota, Audit audit) {
        this.nodes = nodes;
        this.quota = quota;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected NodeNews() {
        this(null, null, null);
    }

    void take(PassState state, Collection<NodeObservation> seen) {
        for (var observation : seen) {
            state.node(observation.node()).ifPresent(node -> take(state, node, observation));
        }
    }

    private void take(PassState state, Node node, NodeObservation seen) {
        switch (seen.kind()) {
            case READY -> ready(state, node, seen.address());
            case PENDING, NO_ROOM -> {
                if (node.state() == NodeState.preparing) {
                    node.waits(seen.why());
                }
            }
            case LOST -> {
                if (node.state().next().contains(NodeState.unusable)) {
                    node.fail(seen.why(), state.now());
                    tell(state, node, "unusable", seen.why());
                }
            }
            case STOPPED -> {
                if (node.state() == NodeState.stopping) {
                    node.stopped(seen.why(), state.now());
                    tell(state, node, "stopped", seen.why());
                }
            }
            case GONE -> {
                if (node.state() == NodeState.leaving) {
                    quota.release(node.id());
                    nodes.remove(node);
                    state.remove(node);
                    tell(state, node, "gone", node.reason());
                }
            }
        }
    }

    private void ready(PassState state, Node node, String address) {
        if (node.state() == NodeState.preparing) {
            var took = Duration.between(node.stateAt(), state.now()).toMillis();
            node.ready(address, state.now());
            tell(state, node, "idle", Message.of("node.prepared", took / 1000.0));
        }
    }

    private void tell(PassState state, Node node, String event, Message why) {
        audit.compute(state.compute().id(), "node " + node.key() + " " + event, why, "system");
        state.touch();
    }
}
