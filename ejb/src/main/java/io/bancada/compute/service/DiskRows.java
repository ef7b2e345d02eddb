package io.bancada.compute.service;

import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.InstanceDisk;
import io.bancada.compute.model.InstanceUpkeepRepository;
import io.bancada.compute.model.LargeFile;
import io.bancada.driver.DiskUse;
import io.bancada.driver.NodeKey;
import io.bancada.message.Message;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.service.NodePlace;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the watch over disks reads and writes, each in a transaction of its own. Called by the product itself alone. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DiskRows {
    private static final int BATCH = 100;

    private InstanceUpkeepRepository rows;
    private ComputeRepository computes;
    private NodeRepository nodes;
    private Workspaces workspaces;
    private ResourceChanges changes;
    private Audit audit;
    private Event<ComputeWoken> woken;
    private DiskConfig config;
    private Clock clock;

    @Inject
    public DiskRows(
            InstanceUpkeepRepository rows,
            ComputeRepository computes,
            NodeRepository nodes,
            Workspaces workspaces,
            ResourceChanges changes,
            Audit audit,
            Event<ComputeWoken> woken,
            DiskConfig config,
            Clock clock) {
        this.rows = rows;
        this.computes = computes;
        this.nodes = nodes;
        this.workspaces = workspaces;
        this.changes = changes;
        this.audit = audit;
        this.woken = woken;
        this.config = config;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected DiskRows() {}

    /** Row numbers of the instances whose disks are to be measured now, the most urgent first. */
    public List<Long> due() {
        return rows.diskDue(clock.instant().minus(config.measureEvery()), BATCH);
    }

    /** Where the disk of an instance is; empty where it has none (any more). */
    public Optional<DiskPlace> place(long computeId) {
        return computes.find(computeId)
                .flatMap(instance -> nodes.of(computeId).stream()
                        .findFirst()
                        .map(node ->
                                new DiskPlace(computeId, NodePlace.in(instance.location()), new NodeKey(node.key()))));
    }

    /** Takes over what was found on a disk. Its history says when it has come to another level. */
    public void take(long computeId, DiskUse use) {
        instance(computeId).ifPresent(instance -> {
            var before = instance.disk();
            instance.diskMeasured(
                    use.bytes(),
                    config.maxBytes(),
                    use.largest().stream()
                            .map(e -> new LargeFile(e.path(), e.bytes()))
                            .toList(),
                    clock.instant());
            if (instance.disk().level() != before.level()) {
                audit.compute(instance.id(), "Disk" + instance.disk().level(), measured(instance.disk()), "system");
                woken.fire(new ComputeWoken(computeId)); // its jobs may begin again, or not begin any more
            }
            if (before.asked() || instance.disk().level() != before.level()) {
                changes.announce(
                        new ResourceChange(workspaces.armId(instance.workspace()), "computes", instance.name()));
            }
        });
    }

    /** Notes that a disk could not be measured; it is tried again when it is due next. */
    public void missed(long computeId) {
        instance(computeId).ifPresent(instance -> instance.diskNotMeasured(clock.instant()));
    }

    private Optional<ComputeInstance> instance(long computeId) {
        return computes.lock(computeId)
                .filter(ComputeInstance.class::isInstance)
                .map(ComputeInstance.class::cast);
    }

    private static Message measured(InstanceDisk disk) {
        return Message.of("disk.measured", disk.percent(), gibibytes(disk.used()), gibibytes(disk.most()));
    }

    private static double gibibytes(long bytes) {
        return Math.round(bytes * 100.0 / (1L << 30)) / 100.0;
    }
}
