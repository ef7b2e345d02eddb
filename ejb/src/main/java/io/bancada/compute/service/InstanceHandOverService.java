package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.operation.model.Accepted;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Gives a stopped instance to another person, with its home. What is in the home runs in the new person's name from then on
 * (shell profiles, notebook settings), and the old person may have put anything there: so this is not for the old person to
 * do, but for whoever may give roles in the workspace.
 */
@Stateless
public class InstanceHandOverService {
    private static final String FIELD = "assignedUser";

    private Instances instances;
    private Assignees assignees;
    private ComputeChanges changes;
    private Access access;
    private Audit audit;
    private Event<InstanceHandedOver> handedOver;
    private Clock clock;

    @Inject
    public InstanceHandOverService(
            Instances instances,
            Assignees assignees,
            ComputeChanges changes,
            Access access,
            Audit audit,
            Event<InstanceHandedOver> handedOver,
            Clock clock) {
        this.instances = instances;
        this.assignees = assignees;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.handedOver = handedOver;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected InstanceHandOverService() {}

    /**
     * Hands over. The old person's apps ended with the stop and their secrets with them, their open pages end, the jobs of
     * theirs that wait are canceled, and a startup script of theirs is gone. Giving it to the person whose it is changes
     * nothing.
     *
     * @throws BancadaException 400 for a person of another tenant, 409 where the instance is not stopped
     */
    public Accepted<ComputeDetails> handOver(Caller caller, WorkspaceId workspace, String name, Assignee person) {
        access.require(caller, Actions.COMPUTE_WRITE, workspace.scope());
        access.require(caller, Actions.ROLE_ASSIGNMENTS_WRITE, workspace.scope());
        assignees.require(FIELD, person);
        var instance = instances.lock(workspace, name, "Only a ComputeInstance belongs to a person.");
        if (person.objectId().equals(instance.owner())) {
            return changes.done(caller, instance, Actions.COMPUTE_WRITE);
        }
        var before = instance.owner();
        instance.handOver(person.objectId(), person.objectId(), caller.name(), clock.instant());
        handedOver.fire(new InstanceHandedOver(instance.id()));
        audit.compute(
                instance.id(),
                "handedOver",
                Message.of("instance.handedOver", before, instance.owner()),
                caller.name());
        return changes.accept(
                caller, instance, Actions.COMPUTE_WRITE, "handed over from " + before + " to " + instance.owner());
    }
}
