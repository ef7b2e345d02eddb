package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.message.Message;
import io.bancada.operation.model.Accepted;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/** Writes that an instance is another person's, in one transaction. Called by {@link InstanceHandOverService} alone. */
@Stateless
public class InstanceHandOverRows {
    static final String FIELD = "assignedUser";

    private Instances instances;
    private ComputeChanges changes;
    private Audit audit;
    private Event<InstanceHandedOver> handedOver;
    private Clock clock;

    @Inject
    public InstanceHandOverRows(
            Instances instances,
            ComputeChanges changes,
            Audit audit,
            Event<InstanceHandedOver> handedOver,
            Clock clock) {
        this.instances = instances;
        this.changes = changes;
        this.audit = audit;
        this.handedOver = handedOver;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected InstanceHandOverRows() {}

    public Accepted<ComputeDetails> handOver(Caller caller, WorkspaceId workspace, String name, Assigned person) {
        var instance = instances.lock(workspace, name, "Only a ComputeInstance belongs to a person.");
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
