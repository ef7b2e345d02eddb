package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.service.VmSizeOffer;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.error.BancadaException;
import io.bancada.message.Message;
import io.bancada.operation.model.Accepted;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.function.Predicate;

/** Use cases that only compute instances have: they write what is wanted and return; the pass makes it so. */
@Stateless
public class ComputeInstanceService {
    private InstancePutRows rows;
    private Instances instances;
    private InstanceQuota quota;
    private ComputeChanges changes;
    private Assignees assignees;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public ComputeInstanceService(
            InstancePutRows rows,
            Instances instances,
            InstanceQuota quota,
            ComputeChanges changes,
            Assignees assignees,
            Access access,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.instances = instances;
        this.quota = quota;
        this.changes = changes;
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
     * gives those of stopped ones back. Who the person is was asked before the transaction begins.
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Accepted<ComputeDetails> put(
            Caller caller, WorkspaceId workspace, String name, ComputeInstanceRequest request) {
        access.require(caller, Actions.COMPUTE_WRITE, workspace.compute(name));
        access.require(caller, Actions.COMPUTE_CHECK_NAME, workspace.compute(name));
        var person = request.assignee().map(a -> assignees.find(caller, InstancePutRows.ASSIGNEE_FIELD, a));
        return rows.put(caller, workspace, name, request, person);
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
        access.require(caller, action, workspace.compute(name));
        var instance = instances.lock(workspace, name, "Only a ComputeInstance is started and stopped.");
        if (!verb.test(instance)) {
            return instance.state().moving()
                    ? changes.join(caller, instance, action)
                    : changes.done(caller, instance, action);
        }
        audit.compute(instance.id(), instance.state().toString(), why, caller.name());
        return changes.accept(caller, instance, action, false);
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
}
