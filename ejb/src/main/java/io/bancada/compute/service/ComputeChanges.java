package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.error.BancadaException;
import io.bancada.node.model.NodeCounts;
import io.bancada.node.model.NodeRepository;
import io.bancada.operation.model.Accepted;
import io.bancada.operation.service.OperationService;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What every accepted change of a compute brings with it, whatever its kind: audit, operation, news, a pass. */
@ApplicationScoped
public class ComputeChanges {
    private final NodeRepository nodes;
    private final Workspaces workspaces;
    private final OperationService operations;
    private final ResourceChanges changes;
    private final Audit audit;
    private final Event<ComputeWoken> woken;

    @Inject
    public ComputeChanges(
            NodeRepository nodes,
            Workspaces workspaces,
            OperationService operations,
            ResourceChanges changes,
            Audit audit,
            Event<ComputeWoken> woken) {
        this.nodes = nodes;
        this.workspaces = workspaces;
        this.operations = operations;
        this.changes = changes;
        this.audit = audit;
        this.woken = woken;
    }

    @SuppressWarnings("NullAway")
    protected ComputeChanges() {
        this(null, null, null, null, null, null);
    }

    /** Begins the operation on a compute whose row says what is wanted, in the caller's transaction. */
    Accepted<ComputeDetails> accept(Caller caller, Compute compute, String action, boolean created) {
        return accept(
                caller,
                compute,
                action,
                created,
                created ? "created" : compute.provisioningState().toString());
    }

    /** As above, of a compute that was there, with words of one's own for the audit. */
    Accepted<ComputeDetails> accept(Caller caller, Compute compute, String action, String detail) {
        return accept(caller, compute, action, false, detail);
    }

    private Accepted<ComputeDetails> accept(
            Caller caller, Compute compute, String action, boolean created, String detail) {
        var workspace = workspaces.armId(compute.workspace());
        var id = workspace.child("computes", compute.name());
        audit.record(caller, action, id, detail);
        var operation = operations.begin(id, action, caller);
        changes.announce(new ResourceChange(workspace, "computes", compute.name()));
        woken.fire(new ComputeWoken(compute.id()));
        return new Accepted<>(details(compute), operation.id(), created);
    }

    /** What is asked for is so already: the operation has ended when it begins. */
    Accepted<ComputeDetails> done(Caller caller, Compute compute, String action) {
        var accepted = accept(caller, compute, action, false);
        operations.succeed(workspaces.armId(compute.workspace()).child("computes", compute.name()));
        return accepted;
    }

    /** What is asked for is under way already: whoever asks again waits for the same operation. */
    Accepted<ComputeDetails> join(Caller caller, Compute compute, String action) {
        var id = workspaces.armId(compute.workspace()).child("computes", compute.name());
        return operations
                .under(id)
                .map(operation -> new Accepted<>(details(compute), operation, false))
                .orElseGet(() -> accept(caller, compute, action, false));
    }

    /** The compute with its nodes as they are. */
    ComputeDetails details(Compute compute) {
        var counts = nodes.counts(List.of(compute.id())).getOrDefault(compute.id(), NodeCounts.NONE);
        return ComputeDetails.from(
                compute, counts, workspaces.armId(compute.workspace()).subscription());
    }

    /**
     * A compute that is found under the name of one that is to be created or replaced, as one of the wanted kind.
     *
     * @throws BancadaException 409 where it is of another kind
     */
    static <T extends Compute> T as(Class<T> wanted, Compute compute) {
        return as(wanted, compute, "properties.computeType", "Delete it first, or give the new one another name.");
    }

    /**
     * A compute as one of the kind that a request is for.
     *
     * @param field what of the request is for that kind only
     * @param wayOut what to do instead, for people
     * @throws BancadaException 409 where it is of another kind
     */
    static <T extends Compute> T as(Class<T> wanted, Compute compute, String field, String wayOut) {
        if (!wanted.isInstance(compute)) {
            throw BancadaException.conflict(
                    field, "The compute '" + compute.name() + "' is of type " + compute.type() + ". " + wayOut);
        }
        return wanted.cast(compute);
    }

    /**
     * Goes on only where the location that a client named is the workspace's (D2).
     *
     * @throws BancadaException 400 naming the field
     */
    static void requireLocation(Workspace workspace, Optional<String> location) {
        location.filter(l -> !l.replace(" ", "").toLowerCase(Locale.ROOT).equals(workspace.location()))
                .ifPresent(l -> {
                    throw BancadaException.invalid(
                            "location",
                            "A compute is created in its workspace's location, '" + workspace.location() + "'; not in '"
                                    + l + "'.");
                });
    }
}
