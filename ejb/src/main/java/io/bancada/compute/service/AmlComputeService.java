package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.CatalogService;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.ScaleSettings;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.operation.model.Accepted;
import io.bancada.quota.service.QuotaLedger;
import io.bancada.quota.service.QuotaService;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;

/** Use cases that only AmlCompute clusters have. */
@Stateless
public class AmlComputeService {
    private static final String SIZE_FIELD = "properties.properties.vmSize";

    private ComputeRepository computes;
    private Workspaces workspaces;
    private CatalogService catalog;
    private QuotaService quota;
    private ComputeConfig config;
    private ComputeLimit limit;
    private ComputeChanges changes;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public AmlComputeService(
            ComputeRepository computes,
            Workspaces workspaces,
            CatalogService catalog,
            QuotaService quota,
            ComputeConfig config,
            ComputeLimit limit,
            ComputeChanges changes,
            Access access,
            Audit audit,
            Clock clock) {
        this.computes = computes;
        this.workspaces = workspaces;
        this.catalog = catalog;
        this.quota = quota;
        this.config = config;
        this.limit = limit;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected AmlComputeService() {}

    /** Compute_CreateOrUpdate for AmlCompute. Idempotent; size and priority cannot change afterwards. */
    public Accepted<ComputeDetails> put(
            Caller caller, WorkspaceId workspaceId, String name, AmlComputeRequest request) {
        access.require(caller, Actions.COMPUTE_WRITE, workspaceId.compute(name));
        access.require(caller, Actions.COMPUTE_CHECK_NAME, workspaceId.compute(name));
        var workspace = workspaces.get(workspaceId);
        ComputeChanges.requireLocation(workspace, request.location());
        var existing = computes.lock(workspace, name);
        var compute = existing.isPresent()
                ? update(ComputeChanges.as(AmlCompute.class, existing.orElseThrow()), request, caller)
                : create(workspace, name, request, caller);
        return changes.accept(caller, compute, Actions.COMPUTE_WRITE, existing.isEmpty());
    }

    /** Compute_Update: other scale settings; what is not said stays. */
    public Accepted<ComputeDetails> patch(
            Caller caller, WorkspaceId workspace, String name, AmlComputeRequest request) {
        access.require(caller, Actions.COMPUTE_WRITE, workspace.compute(name));
        var found = computes.lock(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name)));
        var compute = ComputeChanges.as(
                AmlCompute.class,
                found,
                "properties.properties.scaleSettings",
                "Only an AmlCompute cluster has scale settings to update.");
        compute.requestScale(scale(request, compute.scale()), caller.name(), clock.instant());
        return changes.accept(caller, compute, Actions.COMPUTE_WRITE, false);
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

    private AmlCompute create(Workspace workspace, String name, AmlComputeRequest request, Caller caller) {
        ResourceNames.requireCompute(name);
        var sizeName = request.vmSize()
                .orElseThrow(() ->
                        BancadaException.invalid(SIZE_FIELD, "vmSize is required; the location's vmSizes lists them."));
        var offer = catalog.requireOffered(SIZE_FIELD, workspace.location(), sizeName);
        var priority = request.vmPriority().orElse(VmPriority.Dedicated);
        if (priority == VmPriority.LowPriority && !offer.size().lowPriorityCapable()) {
            throw BancadaException.invalid(
                    "properties.properties.vmPriority",
                    Message.of("refused.noLowPriority", offer.size().name()));
        }
        var scale = scale(request, AmlComputeRequest.DEFAULT_SCALE);
        requireQuotaFloor(workspace, offer, priority, scale.minNodeCount());
        var compute = new AmlCompute(
                workspace,
                name,
                offer.size().name(),
                priority,
                scale,
                caller.subject(),
                caller.name(),
                clock.instant());
        compute.describe(request.description().orElse(""), request.tags(), request.definition());
        limit.requireRoom(workspace.location());
        computes.add(compute);
        audit.compute(compute.id(), "Creating", Message.NONE, caller.name());
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
                            Message.of("refused.quotaFloor", minNodes, cores, QuotaLedger.words(line)));
                });
    }

    private AmlCompute update(AmlCompute compute, AmlComputeRequest request, Caller caller) {
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
        compute.requestScale(scale(request, AmlComputeRequest.DEFAULT_SCALE), caller.name(), clock.instant());
        compute.describe(request.description().orElse(""), request.tags(), request.definition());
        return compute;
    }

    private ScaleSettings scale(AmlComputeRequest request, ScaleSettings whereUnsaid) {
        return new ScaleSettings(
                        request.minNodeCount().orElse(whereUnsaid.minNodeCount()),
                        request.maxNodeCount().orElse(whereUnsaid.maxNodeCount()),
                        request.nodeIdleTimeBeforeScaleDown().orElse(whereUnsaid.nodeIdleTimeBeforeScaleDown()))
                .within(config.maxNodes());
    }
}
