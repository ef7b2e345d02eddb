package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.ProvisionTimes;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.node.model.NodeDetails;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.model.NodeState;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How long nodes take to come, and the alarm about those that do not (D8). */
@Stateless
public class ProvisionService {
    private static final Logger LOG = Logger.getLogger(ProvisionService.class);
    private static final int MOST_SLOW = 100;

    private ComputeRepository computes;
    private NodeRepository nodes;
    private Workspaces workspaces;
    private ProvisionConfig config;
    private ResourceChanges changes;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    @SuppressWarnings("TooManyParameters")
    public ProvisionService(
            ComputeRepository computes,
            NodeRepository nodes,
            Workspaces workspaces,
            ProvisionConfig config,
            ResourceChanges changes,
            Access access,
            Audit audit,
            Clock clock) {
        this.computes = computes;
        this.nodes = nodes;
        this.workspaces = workspaces;
        this.config = config;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ProvisionService() {}

    /** How long the last nodes of a compute took, and which are slow now. */
    public Provisioning of(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_READ, workspace.compute(name));
        var compute = computes.find(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name)));
        // of each node two events; those that never came have one, and there are few of them
        var times = ProvisionTimes.of(audit.nodesComing(compute.id(), 3 * ProvisionTimes.MOST));
        var slow = nodes.preparingSince(Optional.of(compute.id()), slowSince(), MOST_SLOW).stream()
                .map(NodeDetails::from)
                .toList();
        return new Provisioning(times, config.slowAfter(), slow);
    }

    /** Nodes of all computes that are slow now, for {@link #warn}. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<SlowNode> slow() {
        return nodes.preparingSince(Optional.empty(), slowSince(), MOST_SLOW).stream()
                .map(n -> new SlowNode(n.computeId(), n.id()))
                .toList();
    }

    /**
     * Says once of a slow node that it is: in the history, in the log, and to the pages that show its compute.
     *
     * @return whether it was said now
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean warn(SlowNode slow) {
        var compute = computes.lock(slow.compute());
        var node = nodes.find(slow.node()).filter(n -> n.state() == NodeState.preparing);
        if (compute.isEmpty() || node.isEmpty()) {
            return false;
        }
        var where = compute.orElseThrow();
        var late = node.orElseThrow();
        var event = "node " + late.key() + " slow";
        if (audit.computeHas(where.id(), event, late.stateAt())) {
            return false;
        }
        var seconds = config.slowAfter().toSeconds();
        audit.compute(
                where.id(),
                event,
                late.reason().isEmpty()
                        ? Message.of("node.slow", seconds)
                        : Message.of("node.slowBecause", seconds, late.reason()),
                "system");
        LOG.warnf(
                "node %s of compute %s is not ready after %s s: %s", late.key(), where.name(), seconds, late.reason());
        changes.announce(new ResourceChange(workspaces.armId(where.workspace()), "computes", where.name()));
        return true;
    }

    private Instant slowSince() {
        return clock.instant().minus(config.slowAfter());
    }
}
