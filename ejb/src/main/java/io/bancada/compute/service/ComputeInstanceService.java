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
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.model.Accepted;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
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

    private ComputeRepository computes;
    private Instances instances;
    private NodeRepository nodes;
    private Workspaces workspaces;
    private CatalogService catalog;
    private InstanceQuota quota;
    private SetupScriptChanges setups;
    private ComputeChanges changes;
    private ComputeLimit limit;
    private SshSettings ssh;
    private Upkeep upkeep;
    private Assignees assignees;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public ComputeInstanceService(
            ComputeRepository computes,
            Instances instances,
            NodeRepository nodes,
            Workspaces workspaces,
            CatalogService catalog,
            InstanceQuota quota,
            SetupScriptChanges setups,
            ComputeChanges changes,
            ComputeLimit limit,
            SshSettings ssh,
            Upkeep upkeep,
            Assignees assignees,
            Access access,
            Audit audit,
            Clock clock) {
        this.computes = computes;
        this.instances = instances;
        this.nodes = nodes;
        this.workspaces = workspaces;
        this.catalog = catalog;
        this.quota = quota;
        this.setups = setups;
        this.changes = changes;
        this.limit = limit;
        this.ssh = ssh;
        this.upkeep = upkeep;
        this.assignees = assignees;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ComputeInstanceService() {}

    /**
     * Compute_CreateOrUpdate for ComputeInstance. Idempotent; size and person cannot change afterwards. Its cores are
     * reserved at once and held until it is deleted, whether it runs or not (H6, H7), unless the workspace's policy
     * gives those of stopped ones back.
     */
    public Accepted<ComputeDetails> put(
            Caller caller, WorkspaceId workspaceId, String name, ComputeInstanceRequest request) {
        access.require(caller, Actions.COMPUTE_WRITE, workspaceId.scope());
        access.require(caller, Actions.COMPUTE_CHECK_NAME, workspaceId.scope());
        var workspace = workspaces.get(workspaceId);
        ComputeChanges.requireLocation(workspace, request.location());
        request.assignee().ifPresent(person -> assignees.require(ASSIGNEE_FIELD, person));
        var existing = computes.lock(workspace, name);
        var instance = existing.isPresent()
                ? update(ComputeChanges.as(ComputeInstance.class, existing.orElseThrow()), request, caller)
                : create(workspace, name, request, caller);
        return changes.accept(caller, instance, Actions.COMPUTE_WRITE, existing.isEmpty());
    }

    /** Compute_Start, as a person asks for it. */
    public Accepted<ComputeDetails> start(Caller caller, WorkspaceId workspace, String name, Trigger trigger) {
        return start(caller, workspace, name, trigger, Message.NONE);
    }

    /**
     * Compute_Start. One that gave its cores back when it stopped reserves them anew.
     *
     * @param why for its history
     * @throws BancadaException 409 where its state does not allow it, or the quota has no room; it stays as it is then
     */
    public Accepted<ComputeDetails> start(
            Caller caller, WorkspaceId workspace, String name, Trigger trigger, Message why) {
        return move(caller, workspace, name, Actions.COMPUTE_START, why, i -> {
            var asked = i.requestStart(trigger, clock.instant());
            if (asked) {
                quota.hold(i);
            }
            return asked;
        });
    }

    /** Compute_Stop, as a person asks for it. */
    public Accepted<ComputeDetails> stop(Caller caller, WorkspaceId workspace, String name, Trigger trigger) {
        return stop(caller, workspace, name, trigger, Message.NONE);
    }

    /**
     * Compute_Stop: jobs on it are canceled, those in its queue stay; the disk stays, and the reservation as the workspace's
     * policy says.
     *
     * @param why for its history
     */
    public Accepted<ComputeDetails> stop(
            Caller caller, WorkspaceId workspace, String name, Trigger trigger, Message why) {
        return move(caller, workspace, name, Actions.COMPUTE_STOP, why, i -> i.requestStop(trigger, clock.instant()));
    }

    /** Compute_Restart. */
    public Accepted<ComputeDetails> restart(Caller caller, WorkspaceId workspace, String name, Trigger trigger) {
        return move(
                caller,
                workspace,
                name,
                Actions.COMPUTE_RESTART,
                Message.NONE,
                i -> i.requestRestart(trigger, clock.instant()));
    }

    private Accepted<ComputeDetails> move(
            Caller caller,
            WorkspaceId workspace,
            String name,
            String action,
            Message why,
            Predicate<ComputeInstance> verb) {
        access.require(caller, action, workspace.scope());
        var instance = instances.lock(workspace, name, "Only a ComputeInstance is started and stopped.");
        if (!verb.test(instance)) {
            return instance.state().moving()
                    ? changes.join(caller, instance, action)
                    : changes.done(caller, instance, action);
        }
        audit.compute(instance.id(), instance.state().toString(), why, caller.name());
        return changes.accept(caller, instance, action, false);
    }

    private ComputeInstance create(Workspace workspace, String name, ComputeInstanceRequest request, Caller caller) {
        ResourceNames.requireCompute(name);
        var sizeName = request.vmSize()
                .orElseThrow(() ->
                        BancadaException.invalid(SIZE_FIELD, "vmSize is required; the location's vmSizes lists them."));
        var offer = catalog.requireOffered(SIZE_FIELD, workspace.location(), sizeName);
        requireForInstances(SIZE_FIELD, offer);
        var instance = new ComputeInstance(
                workspace, name, offer.size().name(), caller.subject(), caller.name(), clock.instant());
        request.assignee()
                .filter(a -> !a.objectId().equals(caller.subject()))
                .ifPresent(a -> instance.assign(a.objectId(), a.objectId()));
        instance.describe(request.description().orElse(""), request.tags(), request.definition());
        upkeep.apply(instance, request.upkeep());
        limit.requireRoom(workspace.location());
        computes.add(instance);
        request.setupScripts().ifPresent(scripts -> setups.apply(caller, instance, scripts));
        reserveNode(instance, offer);
        ssh.open(caller, instance, request.ssh()); // after the location's row is locked: one port at a time is drawn
        audit.compute(instance.id(), "Creating", Message.NONE, caller.name());
        return instance;
    }

    /**
     * Goes on only for a size that instances may have.
     *
     * @throws BancadaException 400 naming the field
     */
    static void requireForInstances(String field, VmSizeOffer offer) {
        if (!offer.size().supportedComputeTypes().contains("ComputeInstance")) {
            throw BancadaException.invalid(
                    field,
                    "'" + offer.size().name() + "' is no size for compute instances; it is for "
                            + String.join(", ", offer.size().supportedComputeTypes()) + ".");
        }
    }

    /** The reservation first, the machine second; both in one transaction with the instance. */
    private void reserveNode(ComputeInstance instance, VmSizeOffer offer) {
        var node = new Node(
                instance.id(),
                instance.uid().toString(),
                instance.location(),
                instance.vmSize(),
                VmPriority.Dedicated,
                clock.instant());
        nodes.add(node);
        quota.reserve(SIZE_FIELD, instance, node, offer.size());
    }

    private ComputeInstance update(ComputeInstance instance, ComputeInstanceRequest request, Caller caller) {
        request.vmSize().filter(s -> !s.equalsIgnoreCase(instance.vmSize())).ifPresent(s -> {
            throw BancadaException.conflict(
                    SIZE_FIELD, Message.of("refused.sizeFixed", instance.name(), instance.vmSize(), s));
        });
        request.assignee()
                .map(Assignee::objectId)
                .filter(p -> !p.equals(instance.owner()))
                .ifPresent(p -> {
                    throw BancadaException.conflict(
                            ASSIGNEE_FIELD, Message.of("refused.personFixed", instance.name(), instance.ownerName()));
                });
        ssh.change(caller, instance, request.ssh());
        instance.requestDescription(caller.name(), clock.instant());
        upkeep.apply(instance, request.upkeep());
        request.setupScripts().ifPresent(scripts -> setups.apply(caller, instance, scripts));
        instance.describe(request.description().orElse(""), request.tags(), request.definition());
        return instance;
    }
}
