package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.CatalogService;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
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
import java.util.Optional;

/** Writes what a PUT says of a compute instance, in one transaction. Called by {@link ComputeInstanceService} alone. */
@Stateless
public class InstancePutRows {
    static final String SIZE_FIELD = "properties.properties.vmSize";
    static final String ASSIGNEE_FIELD = "properties.properties.personalComputeInstanceSettings.assignedUser";

    private ComputeRepository computes;
    private NodeRepository nodes;
    private Workspaces workspaces;
    private CatalogService catalog;
    private InstanceQuota quota;
    private SetupScriptChanges setups;
    private ComputeChanges changes;
    private ComputeLimit limit;
    private SshSettings ssh;
    private Upkeep upkeep;
    private Audit audit;
    private Clock clock;

    @Inject
    public InstancePutRows(
            ComputeRepository computes,
            NodeRepository nodes,
            Workspaces workspaces,
            CatalogService catalog,
            InstanceQuota quota,
            SetupScriptChanges setups,
            ComputeChanges changes,
            ComputeLimit limit,
            SshSettings ssh,
            Upkeep upkeep,
            Audit audit,
            Clock clock) {
        this.computes = computes;
        this.nodes = nodes;
        this.workspaces = workspaces;
        this.catalog = catalog;
        this.quota = quota;
        this.setups = setups;
        this.changes = changes;
        this.limit = limit;
        this.ssh = ssh;
        this.upkeep = upkeep;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected InstancePutRows() {}

    /** Creates the instance or changes it. */
    public Accepted<ComputeDetails> put(
            Caller caller,
            WorkspaceId workspaceId,
            String name,
            ComputeInstanceRequest request,
            Optional<Assigned> person) {
        var workspace = workspaces.get(workspaceId);
        ComputeChanges.requireLocation(workspace, request.location());
        var existing = computes.lock(workspace, name);
        var instance = existing.isPresent()
                ? update(ComputeChanges.as(ComputeInstance.class, existing.orElseThrow()), request, person, caller)
                : create(workspace, name, request, person, caller);
        return changes.accept(caller, instance, Actions.COMPUTE_WRITE, existing.isEmpty());
    }

    private ComputeInstance create(
            Workspace workspace,
            String name,
            ComputeInstanceRequest request,
            Optional<Assigned> person,
            Caller caller) {
        ResourceNames.requireCompute(name);
        person.ifPresent(p -> p.require(ASSIGNEE_FIELD));
        var sizeName = request.vmSize()
                .orElseThrow(() ->
                        BancadaException.invalid(SIZE_FIELD, "vmSize is required; the location's vmSizes lists them."));
        var offer = catalog.requireOffered(SIZE_FIELD, workspace.location(), sizeName);
        ComputeInstanceService.requireForInstances(SIZE_FIELD, offer);
        var instance = new ComputeInstance(
                workspace, name, offer.size().name(), caller.subject(), caller.name(), clock.instant());
        person.filter(p -> !p.objectId().equals(caller.subject()))
                .ifPresent(p -> instance.assign(p.objectId(), p.name()));
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

    private ComputeInstance update(
            ComputeInstance instance, ComputeInstanceRequest request, Optional<Assigned> person, Caller caller) {
        request.vmSize().filter(s -> !s.equalsIgnoreCase(instance.vmSize())).ifPresent(s -> {
            throw BancadaException.conflict(
                    SIZE_FIELD, Message.of("refused.sizeFixed", instance.name(), instance.vmSize(), s));
        });
        person.filter(p -> !p.objectId().equals(instance.owner())).ifPresent(p -> {
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
