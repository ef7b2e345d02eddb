package io.bancada.compute.service;

import io.bancada.access.model.ActionKind;
import io.bancada.access.model.ResourceLock;
import io.bancada.access.service.Locks;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.compute.model.AllocationState;
import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.service.ScaleSnapshot.NodeView;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.quota.model.QuotaKey;
import io.bancada.quota.service.QuotaLedger;
import io.bancada.quota.service.QuotaService;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Carries out the scale planner's decisions on a compute that the caller has locked: reservation first, node second. */
@ApplicationScoped
public class ClusterScaler {
    private final NodeRepository nodes;
    private final QuotaService quota;
    private final VmSizeCatalog sizes;
    private final Locks locks;
    private final Workspaces workspaces;
    private final Audit audit;
    private final Clock clock;

    @Inject
    public ClusterScaler(
            NodeRepository nodes,
            QuotaService quota,
            VmSizeCatalog sizes,
            Locks locks,
            Workspaces workspaces,
            Audit audit,
            Clock clock) {
        this.nodes = nodes;
        this.quota = quota;
        this.sizes = sizes;
        this.locks = locks;
        this.workspaces = workspaces;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ClusterScaler() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * Scales the compute to its work.
     *
     * @param present all nodes of the compute
     * @param demand nodes that running jobs hold and waiting jobs want
     * @return the plan, and why the target is below the demand
     */
    public Scaled scale(AmlCompute compute, List<Node> present, int demand) {
        var now = clock.instant();
        var settings = compute.scale();
        var views = present.stream()
                .map(n -> new NodeView(n.id(), n.state(), n.stateAt()))
                .toList();
        // Most passes want no node; only those that do look for locks, and lock the ledger.
        var snapshot = new ScaleSnapshot(settings, demand, views, Integer.MAX_VALUE);
        var plan = ScalePlanner.plan(snapshot, now);
        var blocking = Message.NONE;
        var lock = plan.moves() ? lock(compute) : Optional.<ResourceLock>empty();
        if (lock.isPresent()) {
            plan = ScalePlanner.locked(snapshot);
            blocking = lock.map(l -> Message.of(
                            "cluster.blockedByLock", l.name(), l.scope().id()))
                    .orElse(Message.NONE);
        } else if (plan.create() > 0) {
            var size = sizes.find(compute.vmSize()).orElseThrow();
            var cores = size.resources().cores();
            var ledger = quota.lock(compute.location());
            plan = ScalePlanner.plan(
                    new ScaleSnapshot(
                            settings, demand, views, ledger.affordable(size.family(), compute.vmPriority(), cores)),
                    now);
            var taken = (long) cores * plan.create();
            blocking = ledger.blocking(size.family(), compute.vmPriority(), taken + cores)
                    .map(line -> QuotaLedger.words(line.plus(taken)))
                    .orElse(Message.NONE);
            for (var i = 0; i < plan.create(); i++) {
                create(compute, size.family(), cores);
            }
        }
        for (var id : plan.leave()) {
            present.stream().filter(n -> n.id().equals(id)).forEach(n -> leave(compute, n));
        }
        var reason = reason(compute, plan, blocking, present);
        compute.scaled(
                demand,
                plan.target(),
                plan.resizing() ? AllocationState.Resizing : AllocationState.Steady,
                reason,
                now);
        return new Scaled(plan, reason);
    }

    /**
     * What was done.
     *
     * @param reason why the target is below the demand, for people; empty when it is not
     */
    public record Scaled(ScalePlan plan, Message reason) {}

    /**
     * What the quota has room for.
     *
     * @param nodes further nodes of the compute's size
     * @param blocking the line that has no room for one more, for people
     */
    public record Room(int nodes, Message blocking) {}

    /** The room that the quota has now; it may be taken by another before this compute can. */
    public Room room(AmlCompute compute) {
        var size = sizes.find(compute.vmSize()).orElseThrow();
        var cores = size.resources().cores();
        var ledger = quota.ledger(compute.location());
        var nodes = ledger.affordable(size.family(), compute.vmPriority(), cores);
        var blocking = ledger.blocking(size.family(), compute.vmPriority(), (long) cores * (nodes + 1L));
        return new Room(nodes, blocking.map(QuotaLedger::words).orElse(Message.NONE));
    }

    /** The lock that forbids scaling (D18). What is being deleted was allowed to go when nothing was locked. */
    private Optional<ResourceLock> lock(AmlCompute compute) {
        var scope = workspaces.armId(compute.workspace()).compute(compute.name());
        return compute.provisioningState() == ProvisioningState.Deleting
                ? Optional.empty()
                : locks.against(ActionKind.CHANGE, scope);
    }

    private void create(AmlCompute compute, String family, int cores) {
        var node = new Node(
                compute.id(),
                compute.uid().toString(),
                compute.location(),
                compute.vmSize(),
                compute.vmPriority(),
                clock.instant());
        nodes.add(node);
        quota.reserve(
                new QuotaKey(compute.location(), family, compute.vmPriority()),
                cores,
                compute.workspace().id(),
                node.id());
        audit.compute(compute.id(), "node " + node.key() + " preparing", Message.of("node.wanted"), "system");
    }

    private void leave(AmlCompute compute, Node node) {
        var why = node.reason().or(Message.of("node.surplus", compute.idle().toSeconds()));
        node.leave(why, clock.instant());
        audit.compute(compute.id(), "node " + node.key() + " leaving", why, "system");
    }

    private static Message reason(AmlCompute compute, ScalePlan plan, Message blocking, List<Node> present) {
        return switch (plan.limit()) {
            case QUOTA, LOCK -> blocking;
            case MAXIMUM -> Message.of("cluster.full", compute.maxNodes());
            case NONE ->
                present.stream()
                        .map(Node::reason)
                        .filter(r -> !r.isEmpty())
                        .findFirst()
                        .orElse(Message.NONE);
        };
    }
}
