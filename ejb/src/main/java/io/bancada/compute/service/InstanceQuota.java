package io.bancada.compute.service;

import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.model.VmSize;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.InstanceCoresRepository;
import io.bancada.compute.model.InstanceCoresRepository.Holder;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.quota.model.QuotaKey;
import io.bancada.quota.model.QuotaUsage;
import io.bancada.quota.service.QuotaLedger;
import io.bancada.quota.service.QuotaService;
import io.bancada.workspace.model.WorkspaceRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Collectors;

/**
 * What an instance holds of the quota: from its creation to its end, whether it runs or not (H6, H7); unless the
 * workspace's policy gives the cores of stopped ones back. Whoever moves them has the lock of the location's ledger, and
 * the instance's row before it.
 */
@ApplicationScoped
public class InstanceQuota {
    private static final int HOLDERS_NAMED = 3;

    private final QuotaService quota;
    private final NodeRepository nodes;
    private final VmSizeCatalog sizes;
    private final InstanceCoresRepository cores;
    private final WorkspaceRepository workspaces;

    @Inject
    public InstanceQuota(
            QuotaService quota,
            NodeRepository nodes,
            VmSizeCatalog sizes,
            InstanceCoresRepository cores,
            WorkspaceRepository workspaces) {
        this.quota = quota;
        this.nodes = nodes;
        this.sizes = sizes;
        this.cores = cores;
        this.workspaces = workspaces;
    }

    @SuppressWarnings("NullAway")
    protected InstanceQuota() {
        this(null, null, null, null, null);
    }

    /**
     * Reserves the cores of a size for the node of a new instance, in the caller's transaction.
     *
     * @param field the request's field that names the size, for the error
     * @throws BancadaException 409 QuotaExceeded; the caller's transaction is undone with it, and all is as it was
     */
    public void reserve(String field, ComputeInstance instance, Node node, VmSize size) {
        quota.lock(instance.location());
        take(field, instance, node, size);
    }

    /**
     * Reserves the cores of another size in place of what the node holds. One that holds nothing takes nothing either: its
     * next start does.
     *
     * @param field the request's field that names the size, for the error
     * @throws BancadaException 409 QuotaExceeded; the caller's transaction is undone with it, and all is as it was
     */
    public void resize(String field, ComputeInstance instance, Node node, VmSize size) {
        quota.lock(instance.location());
        if (quota.release(node.id())) {
            take(field, instance, node, size);
        }
    }

    private void take(String field, ComputeInstance instance, Node node, VmSize size) {
        var wanted = size.resources().cores();
        var key = key(instance, size);
        quota.ledger(instance.location())
                .blocking(key.family(), key.priority(), wanted)
                .ifPresent(line -> {
                    throw new BancadaException(
                            ErrorCode.QUOTA_EXCEEDED,
                            field,
                            Message.of("refused.instanceQuota", size.name(), wanted, QuotaLedger.words(line)));
                });
        quota.reserve(key, wanted, instance.workspace().id(), node.id());
    }

    /**
     * Has an instance that starts hold its cores; nothing happens where it has held them all along.
     *
     * @throws BancadaException 409 QuotaExceeded, saying who has them; the caller's transaction is undone with it
     */
    public void hold(ComputeInstance instance) {
        var ledger = quota.lock(instance.location());
        nodes.of(instance.id()).stream()
                .findFirst()
                .filter(node -> !quota.holds(node.id()))
                .ifPresent(node -> takeAgain(instance, node, ledger));
    }

    private void takeAgain(ComputeInstance instance, Node node, QuotaLedger ledger) {
        var size = sizes.find(instance.vmSize()).orElseThrow();
        var wanted = size.resources().cores();
        var key = key(instance, size);
        ledger.blocking(key.family(), key.priority(), wanted).ifPresent(line -> {
            throw new BancadaException(
                    ErrorCode.QUOTA_EXCEEDED,
                    instance.name(),
                    Message.of(
                            "refused.startQuota",
                            instance.name(),
                            wanted,
                            QuotaLedger.words(line),
                            holders(instance, line)));
        });
        quota.reserve(key, wanted, instance.workspace().id(), node.id());
    }

    /**
     * The instance has stopped: gives its cores back where the workspace's policy says so. That is read under the
     * ledger's lock, as {@link WorkspacePolicyService} writes it, so that no instance is missed by both.
     *
     * @return whether it gave any back
     */
    public boolean stopped(ComputeInstance instance, Node node) {
        quota.lock(instance.location());
        return workspaces.policy(instance.workspace()).releasesStopped() && quota.release(node.id());
    }

    /** Whether it holds cores now. */
    boolean holds(Node node) {
        return quota.holds(node.id());
    }

    private static QuotaKey key(ComputeInstance instance, VmSize size) {
        return new QuotaKey(instance.location(), size.family(), VmPriority.Dedicated);
    }

    /** Who has the cores, most first. What other workspaces have is not named. */
    private Message holders(ComputeInstance instance, QuotaUsage line) {
        var here = cores.holders(instance.workspace(), line, HOLDERS_NAMED);
        var others = line.used() - here.stream().mapToLong(Holder::cores).sum();
        var names =
                Message.text(here.stream().map(h -> h.name() + " " + h.cores()).collect(Collectors.joining(", ")));
        if (here.isEmpty()) {
            return Message.of("quota.heldElsewhere", others);
        }
        return others > 0 ? Message.of("quota.heldHereAndElsewhere", names, others) : names;
    }
}
