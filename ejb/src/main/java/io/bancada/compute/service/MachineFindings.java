package io.bancada.compute.service;

import io.bancada.audit.service.Audit;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.HealthReason;
import io.bancada.compute.model.MachineObservation;
import io.bancada.compute.model.VirtualMachine;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Reads which machines there are and writes down what a look at one has found, each in a short transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MachineFindings {
    private ComputeRepository computes;
    private Workspaces workspaces;
    private ResourceChanges changes;
    private Event<ComputeWoken> woken;
    private Audit audit;
    private Clock clock;

    @Inject
    public MachineFindings(
            ComputeRepository computes,
            Workspaces workspaces,
            ResourceChanges changes,
            Event<ComputeWoken> woken,
            Audit audit,
            Clock clock) {
        this.computes = computes;
        this.workspaces = workspaces;
        this.changes = changes;
        this.woken = woken;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected MachineFindings() {}

    /** Row numbers of all attached machines. */
    public List<Long> machines() {
        return computes.attached().stream().map(VirtualMachine::id).toList();
    }

    /**
     * Takes over what a look has found.
     *
     * @param asked when the machine was last changed as the look began: what was asked since wants a look of its own
     */
    public void take(long compute, MachineObservation seen, Instant asked) {
        computes.lock(compute)
                .filter(VirtualMachine.class::isInstance)
                .map(VirtualMachine.class::cast)
                .filter(m -> m.modifiedAt().equals(asked))
                .ifPresent(m -> take(m, seen));
    }

    private void take(VirtualMachine machine, MachineObservation seen) {
        var before = machine.health();
        machine.observed(seen, clock.instant());
        if (before != seen.health()) {
            audit.compute(
                    machine.id(),
                    seen.health() == HealthReason.None ? "Healthy" : "Degraded: " + seen.health(),
                    seen.message(),
                    "system");
            changes.announce(new ResourceChange(workspaces.armId(machine.workspace()), "computes", machine.name()));
            woken.fire(new ComputeWoken(machine.id()));
        }
    }
}
