package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.HeldInstance;
import io.bancada.compute.model.InstanceHolderRepository;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.message.Message;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/** What the watch over people who leave reads and writes, each in a transaction of its own. Called by the product itself alone. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LeaverRows {
    private InstanceHolderRepository holders;
    private ComputeRepository computes;
    private ComputeInstanceService instances;
    private Workspaces workspaces;

    @Inject
    public LeaverRows(
            InstanceHolderRepository holders,
            ComputeRepository computes,
            ComputeInstanceService instances,
            Workspaces workspaces) {
        this.holders = holders;
        this.computes = computes;
        this.instances = instances;
        this.workspaces = workspaces;
    }

    @SuppressWarnings("NullAway")
    protected LeaverRows() {}

    /** People who have instances, in the order of their object ids. */
    public List<String> owners(String after, int most) {
        return holders.after(after, most);
    }

    /** Rows of what this person has running. */
    public List<Long> running(String person) {
        return holders.of(person).stream()
                .filter(instance -> instance.state().up())
                .map(HeldInstance::id)
                .toList();
    }

    /** Stops an instance, if it is this person's still and up. */
    public void stop(long instance, String person) {
        computes.lock(instance)
                .filter(ComputeInstance.class::isInstance)
                .map(ComputeInstance.class::cast)
                .filter(held -> held.owner().equals(person) && held.state().up())
                .ifPresent(held -> instances.stop(
                        Caller.LEAVER,
                        workspaces.armId(held.workspace()),
                        held.name(),
                        Trigger.Schedule,
                        Message.of("instance.leaverStop", held.ownerName())));
    }
}
