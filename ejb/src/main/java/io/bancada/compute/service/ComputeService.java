package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.model.EventDetails;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.CatalogService;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.ScaleSettings;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.node.model.NodeCounts;
import io.bancada.node.model.NodeDetails;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.model.Accepted;
import io.bancada.operation.service.OperationService;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.quota.service.QuotaLedger;
import io.bancada.quota.service.QuotaService;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Use cases of AmlCompute clusters: they write what is wanted and return; the reconciler makes it so. */
@Stateless
public class ComputeService {
    private static final String SIZE_FIELD = "properties.properties.vmSize";

    private ComputeRepository computes;
    private NodeRepository nodes;
    private Workspaces workspaces;
    private CatalogService catalog;
    private QuotaService quota;
    private OperationService operations;
    private ResourceChanges changes;
    private Access access;
    private Audit audit;
    private Clock clock;
    private Event<ComputeWoken> woken;

    @Inject
    public ComputeService(
            ComputeRepository computes,
            NodeRepository nodes,
            Workspaces workspaces,
            CatalogService catalog,
            QuotaService quota,
            OperationService operations,
            ResourceChanges changes,
            Access access,
            Audit audit,
            Clock clock,
            Event<ComputeWoken> woken) {
        this.computes = computes;
        this.nodes = nodes;
        this.workspaces = workspaces;
        this.catalog = catalog;
        this.quota = quota;
        this.operations = operations;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.woken = woken;
    }

    @SuppressWarnings("NullAway")
    protected ComputeService() {}

    /** Compute_Get. */
    public ComputeDetails get(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_READ, workspace.scope());
        return details(find(workspace, name));
    }

    /** Compute_List, oldest first. */
    public Page<ComputeDetails> list(Caller caller, WorkspaceId workspace, PageRequest page) {
        access.require(caller, Actions.COMPUTE_READ, workspace.scope());
        var found = computes.list(workspaces.get(workspace), page);
        var counts = nodes.counts(found.items().stream().map(Compute::id).toList());
        return found.map(
                c -> ComputeDetails.from(c, counts.getOrDefault(c.id(), NodeCounts.NONE), workspace.subscription()));
    }

    /** Compute_CreateOrUpdate for AmlCompute. Idempotent; size and priority cannot change afterwards. */
    public Accepted<ComputeDetails> put(
            Caller caller, WorkspaceId workspaceId, String name, AmlComputeRequest request) {
        access.require(caller, Actions.COMPUTE_WRITE, workspaceId.scope());
        access.require(caller, Actions.COMPUTE_CHECK_NAME, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        requireLocation(workspace, request);
        var existing = computes.lock(workspace, name);
        var compute = existing.isPresent()
                ? update(existing.orElseThrow(), request, caller)
                : create(workspace, name, request, caller);
        return accept(caller, workspaceId, compute, Actions.COMPUTE_WRITE, existing.isEmpty());
    }

    /** Compute_Update: other scale settings; what is not said stays. */
    public Accepted<ComputeDetails> patch(
            Caller caller, WorkspaceId workspace, String name, AmlComputeRequest request) {
        access.require(caller, Actions.COMPUTE_WRITE, workspace.scope());
        var compute = computes.lock(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name)));
        var old = new ScaleSettings(compute.minNodes(), compute.maxNodes(), compute.idle());
        compute.requestScale(
                new ScaleSettings(
                        request.minNodeCount().orElse(old.minNodeCount()),
                        request.maxNodeCount().orElse(old.maxNodeCount()),
                        request.nodeIdleTimeBeforeScaleDown().orElse(old.nodeIdleTimeBeforeScaleDown())),
                caller.name(),
                clock.instant());
        return accept(caller, workspace, compute, Actions.COMPUTE_WRITE, false);
    }

    /**
     * Compute_Delete: jobs that run or wait on it are canceled, nodes leave, then the compute is gone.
     *
     * @return empty when there is none
     */
    public Optional<Accepted<ComputeDetails>> delete(Caller caller, WorkspaceId workspaceId, String name) {
        access.require(caller, Actions.COMPUTE_DELETE, workspaceId.scope());
        var found = computes.lock(workspaces.get(workspaceId), name);
        return found.map(compute -> {
            compute.requestDelete(caller.name(), clock.instant());
            return accept(caller, workspaceId, compute, Actions.COMPUTE_DELETE, false);
        });
    }

    /** Compute_ListNodes. */
    public Page<NodeDetails> listNodes(Caller caller, WorkspaceId workspace, String name, PageRequest page) {
        access.require(caller, Actions.COMPUTE_LIST_NODES, workspace.scope());
        return nodes.list(find(workspace, name).id(), page).map(NodeDetails::from);
    }

    /** What happened to the compute and its nodes, newest first. */
    public Page<EventDetails> history(Caller caller, WorkspaceId workspace, String name, PageRequest page) {
        access.require(caller, Actions.COMPUTE_READ, workspace.scope());
        return audit.ofCompute(find(workspace, name).id(), page);
    }

    /** checkComputeNameAvailability (I2). */
    public NameAvailability checkName(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_CHECK_NAME, workspace.scope());
        try {
            ResourceNames.requireCompute(name);
        } catch (BancadaException e) {
            return new NameAvailability(false, Optional.of("Invalid"), String.valueOf(e.getMessage()));
        }
        return computes.find(workspaces.get(workspace), name)
                .map(c -> new NameAvailability(
                        false,
                        Optional.of("AlreadyExists"),
                        "The workspace has a compute '" + c.name() + "'; choose another name."))
                .orElse(new NameAvailability(true, Optional.empty(), ""));
    }

    /** What a cluster of this size would take of the quota. */
    public QuotaPreview preview(
            Caller caller, WorkspaceId workspaceId, String vmSize, VmPriority priority, int min, int max) {
        access.require(caller, Actions.COMPUTE_READ, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        var offer = catalog.requireOffered(SIZE_FIELD, workspace.location(), vmSize);
        var ledger = quota.ledger(workspace.location());
        var cores = offer.size().resources().cores();
        var family = offer.size().family();
        return new QuotaPreview(
                offer,
                ledger.linesFor(family, priority),
                (long) cores * min,
                (long) cores * max,
                ledger.affordable(family, priority, cores));
    }

    private Compute create(Workspace workspace, String name, AmlComputeRequest request, Caller caller) {
        ResourceNames.requireCompute(name);
        var sizeName = request.vmSize()
                .orElseThrow(() ->
                        BancadaException.invalid(SIZE_FIELD, "vmSize is required; the location's vmSizes lists them."));
        var offer = catalog.requireOffered(SIZE_FIELD, workspace.location(), sizeName);
        var priority = request.vmPriority().orElse(VmPriority.Dedicated);
        if (priority == VmPriority.LowPriority && !offer.size().lowPriorityCapable()) {
            throw BancadaException.invalid(
                    "properties.properties.vmPriority",
                    "'" + offer.size().name() + "' does not exist as low priority.");
        }
        var scale = new ScaleSettings(
                request.minNodeCount().orElse(0),
                request.maxNodeCount().orElse(AmlComputeRequest.DEFAULT_MAX_NODES),
                request.nodeIdleTimeBeforeScaleDown().orElse(ScaleSettings.DEFAULT_IDLE));
        requireQuotaFloor(workspace, offer, priority, scale.minNodeCount());
        var compute = new Compute(
                workspace,
                name,
                offer.size().name(),
                priority,
                scale,
                caller.subject(),
                caller.name(),
                clock.instant());
        compute.describe(request.description().orElse(""), request.tags(), request.definition());
        computes.add(compute);
        audit.compute(compute.id(), "Creating", "", caller.name());
        return compute;
    }

    /** A cluster whose minimum does not fit is refused at once; whether its maximum fits, the future shows. */
    private void requireQuotaFloor(Workspace workspace, VmSizeOffer offer, VmPriority priority, int minNodes) {
        var cores = (long) offer.size().resources().cores() * minNodes;
        quota.ledger(workspace.location())
                .blocking(offer.size().family(), priority, cores)
                .filter(line -> minNodes > 0)
                .ifPresent(line -> {
                    throw new BancadaException(
                            ErrorCode.QUOTA_EXCEEDED,
                            "properties.properties.scaleSettings.minNodeCount",
                            minNodes + " nodes need " + cores + " cores, but " + QuotaLedger.words(line)
                                    + ". Lower minNodeCount, free cores, or ask for more quota.");
                });
    }

    private Compute update(Compute compute, AmlComputeRequest request, Caller caller) {
        request.vmSize().filter(s -> !s.equalsIgnoreCase(compute.vmSize())).ifPresent(s -> {
            throw BancadaException.conflict(
                    SIZE_FIELD,
                    "The VM size of '" + compute.name() + "' is " + compute.vmSize()
                            + " and cannot change; create another compute with " + s + ".");
        });
        request.vmPriority().filter(p -> p != compute.vmPriority()).ifPresent(p -> {
            throw BancadaException.conflict(
                    "properties.properties.vmPriority",
                    "The priority of '" + compute.name() + "' is " + compute.vmPriority() + " and cannot change.");
        });
        compute.requestScale(
                new ScaleSettings(
                        request.minNodeCount().orElse(0),
                        request.maxNodeCount().orElse(AmlComputeRequest.DEFAULT_MAX_NODES),
                        request.nodeIdleTimeBeforeScaleDown().orElse(ScaleSettings.DEFAULT_IDLE)),
                caller.name(),
                clock.instant());
        compute.describe(request.description().orElse(""), request.tags(), request.definition());
        return compute;
    }

    private static void requireLocation(Workspace workspace, AmlComputeRequest request) {
        request.location()
                .filter(l -> !l.replace(" ", "").toLowerCase(Locale.ROOT).equals(workspace.location()))
                .ifPresent(l -> {
                    throw BancadaException.invalid(
                            "location",
                            "A compute is created in its workspace's location, '" + workspace.location() + "'; not in '"
                                    + l + "'.");
                });
    }

    private Accepted<ComputeDetails> accept(
            Caller caller, WorkspaceId workspace, Compute compute, String action, boolean created) {
        var id = workspace.child("computes", compute.name());
        audit.record(
                caller,
                action,
                id,
                created ? "created" : compute.provisioningState().toString());
        var operation = operations.begin(id, action, caller);
        changes.announce(new ResourceChange(workspace, "computes", compute.name()));
        woken.fire(new ComputeWoken(compute.id()));
        return new Accepted<>(details(compute), operation.id(), created);
    }

    private Compute find(WorkspaceId workspace, String name) {
        return computes.find(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name)));
    }

    private ComputeDetails details(Compute compute) {
        var counts = nodes.counts(java.util.List.of(compute.id())).getOrDefault(compute.id(), NodeCounts.NONE);
        return ComputeDetails.from(
                compute, counts, workspaces.armId(compute.workspace()).subscription());
    }
}
