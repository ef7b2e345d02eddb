package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.model.VmSize;
import io.bancada.catalog.service.CatalogService;
import io.bancada.catalog.service.Locations;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.driver.ResizesNodes;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.model.Accepted;
import io.bancada.quota.model.QuotaUsage;
import io.bancada.quota.service.QuotaService;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Gives a stopped instance another size: the same node with the same disk, and what it holds of the quota moves in the same
 * transaction. The driver gives the machine its new size when it is started next.
 */
@Stateless
public class InstanceResizeService {
    private static final String FIELD = "properties.targetVMSize";
    private static final String OTHERS =
            "Only a ComputeInstance is resized; a cluster of another size is another cluster.";

    private Instances instances;
    private NodeRepository nodes;
    private CatalogService catalog;
    private VmSizeCatalog sizes;
    private Locations locations;
    private InstanceQuota instanceQuota;
    private QuotaService quota;
    private ComputeChanges changes;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public InstanceResizeService(
            Instances instances,
            NodeRepository nodes,
            CatalogService catalog,
            VmSizeCatalog sizes,
            Locations locations,
            InstanceQuota instanceQuota,
            QuotaService quota,
            ComputeChanges changes,
            Access access,
            Audit audit,
            Clock clock) {
        this.instances = instances;
        this.nodes = nodes;
        this.catalog = catalog;
        this.sizes = sizes;
        this.locations = locations;
        this.instanceQuota = instanceQuota;
        this.quota = quota;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected InstanceResizeService() {}

    /**
     * Resizes. Asking for the size that it has changes nothing.
     *
     * @throws BancadaException 400 or 422 for a size that is not for instances here, 409 where the instance is not stopped or
     *     the quota has no room
     */
    public Accepted<ComputeDetails> resize(Caller caller, WorkspaceId workspace, String name, String target) {
        access.require(caller, Actions.COMPUTE_WRITE, workspace.compute(name));
        var instance = instances.lock(workspace, name, OTHERS);
        var size = target(instance, target).size();
        if (size.name().equals(instance.vmSize())) {
            return changes.done(caller, instance, Actions.COMPUTE_WRITE);
        }
        var before = instance.vmSize();
        instance.requestResize(size.name(), caller.name(), clock.instant());
        var node = nodes.of(instance.id()).stream()
                .findFirst()
                .orElseThrow(() -> BancadaException.conflict(name, Message.of("instance.nodeGone")));
        node.resize(size.name());
        instanceQuota.resize(FIELD, instance, node, size);
        audit.compute(instance.id(), "resized", Message.of("instance.resized", before, size.name()), caller.name());
        return changes.accept(caller, instance, Actions.COMPUTE_WRITE, "resized from " + before + " to " + size.name());
    }

    /**
     * What {@link #resize} would take of the quota, whatever the instance's state is now; of one that gave its cores back
     * when it stopped, what its next start will.
     */
    public ResizePreview preview(Caller caller, WorkspaceId workspace, String name, String target) {
        access.require(caller, Actions.COMPUTE_READ, workspace.compute(name));
        var instance = instances.find(workspace, name, OTHERS);
        var offer = target(instance, target);
        var now = sizes.find(instance.vmSize()).orElseThrow();
        var before = quota.ledger(instance.location()).lines().stream()
                .filter(line -> counts(line, now) || counts(line, offer.size()))
                .toList();
        var held = nodes.of(instance.id()).stream().anyMatch(instanceQuota::holds);
        var after = before.stream()
                .map(line -> line.plus(cores(line, offer.size()) - (held ? cores(line, now) : 0)))
                .toList();
        return new ResizePreview(now, offer, before, after);
    }

    private static long cores(QuotaUsage line, VmSize size) {
        return counts(line, size) ? size.resources().cores() : 0;
    }

    private static boolean counts(QuotaUsage line, VmSize size) {
        return line.countsFor(size.family(), VmPriority.Dedicated);
    }

    private VmSizeOffer target(ComputeInstance instance, String target) {
        var offer = catalog.requireOffered(FIELD, instance.location(), target);
        ComputeInstanceService.requireForInstances(FIELD, offer);
        if (!(locations.provider(instance.location()) instanceof ResizesNodes)) {
            throw new BancadaException(
                    ErrorCode.NOT_OFFERED, FIELD, Message.of("refused.noResize", instance.location()));
        }
        return offer;
    }
}
