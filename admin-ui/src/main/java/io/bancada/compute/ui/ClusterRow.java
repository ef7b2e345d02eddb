package io.bancada.compute.ui;

import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.message.Message;
import io.bancada.node.model.NodeState;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster as lists show it.
 *
 * @param details what the service says
 * @param waiting jobs in its queue
 * @param nodesText the nodes by state, in words
 */
public record ClusterRow(ComputeDetails details, int waiting, String nodesText) {
    private static final int MOST_BOXES = 16;

    public String name() {
        return details.name();
    }

    public String size() {
        return details.cluster().vmSize();
    }

    public String priority() {
        return details.cluster().vmPriority().name();
    }

    /** The state that says most: whether it stands as asked and, if so, whether its nodes are as many as wanted. */
    public String state() {
        return details.provisioningState() == ProvisioningState.Succeeded
                ? details.cluster().allocationState().name()
                : details.provisioningState().name();
    }

    public Message reason() {
        return details.reason();
    }

    public int current() {
        return details.nodes().current();
    }

    public int max() {
        return details.cluster().scale().maxNodeCount();
    }

    public int nodesRunning() {
        return details.nodes().of(NodeState.running);
    }

    public int nodesIdle() {
        return details.nodes().of(NodeState.idle);
    }

    public int nodesPreparing() {
        return details.nodes().of(NodeState.preparing);
    }

    /** One word a node for the little picture: its state, or {@code free} for one that may still come. */
    public List<String> boxes() {
        var boxes = new ArrayList<String>();
        for (var state : NodeState.values()) {
            for (var i = 0; i < details.nodes().of(state) && boxes.size() < MOST_BOXES; i++) {
                boxes.add(state.name());
            }
        }
        while (boxes.size() < Math.min(max(), MOST_BOXES)) {
            boxes.add("free");
        }
        return boxes;
    }
}
