package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.operation.model.Accepted;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/** Writes that an instance is another person's, in one transaction. Called by {@link InstanceHandOverService} alone. */
@Stateless
public class InstanceHandOverRows {
    static final String FIELD = "assignedUser";

    private ComputeRepository computes;
    private Workspaces workspaces;
    private ComputeChanges changes;
    private Audit audit;
    private Event<InstanceHandedOver> handedOver;
    private Clock clock;

    @Inject
    public InstanceHandOverRows(
            ComputeRepository computes,
            Workspaces workspaces,
            ComputeChanges changes,
            Audit audit,
            Event<InstanceHandedOver> handedOver,
            Clock clock) {
        this.computes = computes;
        this.workspaces = workspaces;
        this.changes = changes;
        this.audit = audit;
        this.handedOver = handedOver;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected InstanceHandOverRows() {}

    public Accepted<ComputeDetails> handOver(Caller caller, WorkspaceId workspace, String name, Assigned person) {
        var found = computes.lock(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name)));
        var instance = ComputeChanges.as(
                ComputeInstance.class, found, "computeName", "Only a ComputeInstance belongs to a person.");
        if (person.objectId().equals(instance.owner())) {
            return changes.done(caller, instance, Actions.COMPUTE_WRITE);
        }
        person.require(FIELD);
        var before = instance.owner();
        var why = Message.of("instance.handedOver", instance.ownerName(), person.name());
        instance.handOver(person.objectId(), person.name(), caller.name(), clock.instant());
        handedOver.fire(new InstanceHandedOver(instance.id()));
        audit.compute(instance.id(), "handedOver", why, caller.name());
        return changes.accept(
                caller, instance, Actions.COMPUTE_WRITE, "handed over from " + before + " to " + instance.owner());
    }
}
