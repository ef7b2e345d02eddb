package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.model.EventDetails;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeFilter;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.error.BancadaException;
import io.bancada.node.model.NodeCounts;
import io.bancada.node.model.NodeDetails;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.model.Accepted;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.ResourceNames;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Use cases that computes of all kinds have: they write what is wanted and return; the reconciler makes it so. */
@Stateless
public class ComputeService {
    private ComputeRepository computes;
    private NodeRepository nodes;
    private Workspaces workspaces;
    private ComputeChanges changes;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public ComputeService(
            ComputeRepository computes,
            NodeRepository nodes,
            Workspaces workspaces,
            ComputeChanges changes,
            Access access,
            Audit audit,
            Clock clock) {
        this.computes = computes;
        this.nodes = nodes;
        this.workspaces = workspaces;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected ComputeService() {}

    /** Compute_Get. */
    public ComputeDetails get(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_READ, workspace.compute(name));
        return changes.details(find(workspace, name));
    }

    /** Compute_List, oldest first. */
    public Page<ComputeDetails> list(Caller caller, WorkspaceId workspace, ComputeFilter filter, PageRequest page) {
        access.require(caller, Actions.COMPUTE_READ, workspace.scope());
        var found = computes.list(workspaces.get(workspace), filter, page);
        var counts = nodes.counts(found.items().stream().map(Compute::id).toList());
        return found.map(
                c -> ComputeDetails.from(c, counts.getOrDefault(c.id(), NodeCounts.NONE), workspace.subscription()));
    }

    /**
     * Compute_Delete: jobs that run or wait on it are canceled, nodes leave, then the compute is gone. A machine that is
     * attached is left alone.
     *
     * @param detach whether what is underneath is to be kept; the one way with attached machines, and none with others
     * @return empty when there is none
     */
    public Optional<Accepted<ComputeDetails>> delete(
            Caller caller, WorkspaceId workspaceId, String name, boolean detach) {
        access.require(caller, Actions.COMPUTE_DELETE, workspaceId.compute(name));
        var found = computes.lock(workspaces.get(workspaceId), name);
        return found.map(compute -> {
            requireAction(compute, detach);
            compute.requestDelete(caller.name(), clock.instant());
            return changes.accept(caller, compute, Actions.COMPUTE_DELETE, false);
        });
    }

    private static void requireAction(Compute compute, boolean detach) {
        if (detach && !compute.type().attached()) {
            throw BancadaException.invalid(
                    "underlyingResourceAction",
                    "'Detach' cannot be done to a " + compute.type()
                            + ", whose nodes are the product's own; use Delete.");
        }
        if (!detach && compute.type().attached()) {
            throw BancadaException.invalid(
                    "underlyingResourceAction",
                    "'Delete' cannot be done to the attached machine '" + compute.name()
                            + "', which is not ours to remove; use Detach, which leaves it alone.");
        }
    }

    /** Compute_ListNodes. */
    public Page<NodeDetails> listNodes(Caller caller, WorkspaceId workspace, String name, PageRequest page) {
        access.require(caller, Actions.COMPUTE_LIST_NODES, workspace.compute(name));
        var compute = find(workspace, name);
        if (!compute.type().capabilities().autoscale()) {
            throw BancadaException.invalid(
                    "computeName",
                    "'" + compute.name() + "' is a " + compute.type()
                            + "; only an AmlCompute cluster has a list of nodes.");
        }
        return nodes.list(compute.id(), page).map(NodeDetails::from);
    }

    /** What happened to the compute and its nodes, newest first. */
    public Page<EventDetails> history(Caller caller, WorkspaceId workspace, String name, PageRequest page) {
        access.require(caller, Actions.COMPUTE_READ, workspace.compute(name));
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

    private Compute find(WorkspaceId workspace, String name) {
        return computes.find(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name)));
    }
}
