package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.CatalogService;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.model.Accepted;
import io.bancada.quota.model.QuotaKey;
import io.bancada.quota.service.QuotaLedger;
import io.bancada.quota.service.QuotaService;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Installation;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Predicate;

/** Use cases that only compute instances have: they write what is wanted and return; the pass makes it so. */
@Stateless
public class ComputeInstanceService {
    private static final String SIZE_FIELD = "properties.properties.vmSize";
    private static final String ASSIGNEE_FIELD = "properties.properties.personalComputeInstanceSettings.assignedUser";
    private static final int LONGEST_SUBJECT = 255;

    private ComputeRepository computes;
    private NodeRepository nodes;
    private Workspaces workspaces;
    private CatalogService catalog;
    private QuotaService quota;
    private ComputeChanges changes;
    private Installation installation;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public ComputeInstanceService(
            ComputeRepository computes,
            NodeRepository nodes,
            Workspaces workspaces,
            CatalogService catalog,
            QuotaService quota,
            ComputeChanges changes,
            Installation installation,
            Access access,
            Audit audit,
            Clock clock) {
        this.computes = computes;
        this.nodes = nodes;
        this.workspaces = workspaces;
        this.catalog = catalog;
        this.quota = quota;
        this.changes = changes;
        this.installation = installation;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ComputeInstanceService() {}

    /**
     * Compute_CreateOrUpdate for ComputeInstance. Idempotent; size and person cannot change afterwards. Its cores are
     * reserved at once and held until it is deleted, whether it runs or not (H6, H7).
     */
    public Accepted<ComputeDetails> put(
            Caller caller, WorkspaceId workspaceId, String name, ComputeInstanceRequest request) {
        access.require(caller, Actions.COMPUTE_WRITE, workspaceId.scope());
        access.require(caller, Actions.COMPUTE_CHECK_NAME, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        ComputeChanges.requireLocation(workspace, request.location());
        request.assignee().ifPresent(this::requireAssignee);
        var existing = computes.lock(workspace, name);
        var instance = existing.isPresent()
                ? update(ComputeChanges.as(ComputeInstance.class, existing.orElseThrow()), request, caller)
                : create(workspace, name, request, caller);
        return changes.accept(caller, instance, Actions.COMPUTE_WRITE, existing.isEmpty());
    }

    /** Compute_Start. */
    public Accepted<ComputeDetails> start(Caller caller, WorkspaceId workspace, String name, Trigger trigger) {
        return move(caller, workspace, name, Actions.COMPUTE_START, i -> i.requestStart(trigger, clock.instant()));
    }

    /** Compute_Stop: jobs on it are canceled, those in its queue stay; the disk and the reservation stay. */
    public Accepted<ComputeDetails> stop(Caller caller, WorkspaceId workspace, String name, Trigger trigger) {
        return move(caller, workspace, name, Actions.COMPUTE_STOP, i -> i.requestStop(trigger, clock.instant()));
    }

    /** Compute_Restart. */
    public Accepted<ComputeDetails> restart(Caller caller, WorkspaceId workspace, String name, Trigger trigger) {
        return move(caller, workspace, name, Actions.COMPUTE_RESTART, i -> i.requestRestart(trigger, clock.instant()));
    }

    private Accepted<ComputeDetails> move(
            Caller caller, WorkspaceId workspace, String name, String action, Predicate<ComputeInstance> verb) {
        access.require(caller, action, workspace.scope());
        var found = computes.lock(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name)));
        var instance = ComputeChanges.as(
                ComputeInstance.class, found, "computeName", "Only a ComputeInstance is started and stopped.");
        if (!verb.test(instance)) {
            return instance.state().moving()
                    ? changes.join(caller, instance, action)
                    : changes.done(caller, instance, action);
        }
        audit.compute(instance.id(), instance.state().toString(), Message.NONE, caller.name());
        return changes.accept(caller, instance, action, false);
    }

    private ComputeInstance create(Workspace workspace, String name, ComputeInstanceRequest request, Caller caller) {
        ResourceNames.requireCompute(name);
        var sizeName = request.vmSize()
                .orElseThrow(() ->
                        BancadaException.invalid(SIZE_FIELD, "vmSize is required; the location's vmSizes lists them."));
        var offer = catalog.requireOffered(SIZE_FIELD, workspace.location(), sizeName);
        requireForInstances(offer);
        var instance = new ComputeInstance(
                workspace, name, offer.size().name(), caller.subject(), caller.name(), clock.instant());
        request.assignee()
                .filter(a -> !a.objectId().equals(caller.subject()))
                .ifPresent(a -> instance.assign(a.objectId(), a.objectId()));
        instance.describe(request.description().orElse(""), request.tags(), request.definition());
        computes.add(instance);
        reserveNode(instance, offer);
        audit.compute(instance.id(), "Creating", Message.NONE, caller.name());
        return instance;
    }

    private static void requireForInstances(VmSizeOffer offer) {
        if (!offer.size().supportedComputeTypes().contains("ComputeInstance")) {
            throw BancadaException.invalid(
                    SIZE_FIELD,
                    "'" + offer.size().name() + "' is no size for compute instances; it is for "
                            + String.join(", ", offer.size().supportedComputeTypes()) + ".");
        }
    }

    /** The reservation first, the machine second; both in one transaction with the instance. */
    private void reserveNode(ComputeInstance instance, VmSizeOffer offer) {
        var cores = offer.size().resources().cores();
        var key = new QuotaKey(instance.location(), offer.size().family(), VmPriority.Dedicated);
        quota.lock(instance.location())
                .blocking(key.family(), key.priority(), cores)
                .ifPresent(line -> {
                    throw new BancadaException(
                            ErrorCode.QUOTA_EXCEEDED,
                            SIZE_FIELD,
                            Message.of("refused.quotaInstance", offer.size().name(), cores, QuotaLedger.words(line)));
                });
        var node = new Node(
                instance.id(),
                instance.uid().toString(),
                instance.location(),
                instance.vmSize(),
                VmPriority.Dedicated,
                clock.instant());
        nodes.add(node);
        quota.reserve(key, cores, instance.workspace().id(), node.id());
    }

    private ComputeInstance update(ComputeInstance instance, ComputeInstanceRequest request, Caller caller) {
        request.vmSize().filter(s -> !s.equalsIgnoreCase(instance.vmSize())).ifPresent(s -> {
            throw BancadaException.conflict(
                    SIZE_FIELD,
                    "The VM size of '" + instance.name() + "' is " + instance.vmSize()
                            + " and cannot change; create another instance with " + s
                            + " and find your files again on the workspace share.");
        });
        request.assignee()
                .map(Assignee::objectId)
                .filter(p -> !p.equals(instance.owner()))
                .ifPresent(p -> {
                    throw BancadaException.conflict(
                            ASSIGNEE_FIELD,
                            "'" + instance.name() + "' belongs to " + instance.ownerName()
                                    + " and cannot be given to another person; create another instance for them.");
                });
        instance.requestDescription(caller.name(), clock.instant());
        instance.describe(request.description().orElse(""), request.tags(), request.definition());
        return instance;
    }

    private void requireAssignee(Assignee assignee) {
        if (!assignee.tenantId().equalsIgnoreCase(installation.tenant().toString())) {
            throw BancadaException.invalid(
                    ASSIGNEE_FIELD + ".tenantId",
                    "'" + assignee.tenantId() + "' is not this installation's tenant; give " + installation.tenant()
                            + ".");
        }
        if (assignee.objectId().isBlank() || assignee.objectId().length() > LONGEST_SUBJECT) {
            throw BancadaException.invalid(
                    ASSIGNEE_FIELD + ".objectId",
                    "Give the person's object id, up to " + LONGEST_SUBJECT + " characters.");
        }
    }
}
