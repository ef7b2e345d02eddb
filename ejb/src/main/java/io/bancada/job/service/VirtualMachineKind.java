package io.bancada.job.service;

import io.bancada.catalog.model.VmPriority;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.model.VirtualMachine;
import io.bancada.compute.service.AttachedConfig;
import io.bancada.job.model.JobReason;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** VirtualMachine: one node, which is the attached machine; as many jobs at a time as its cores can bear. */
@ApplicationScoped
public class VirtualMachineKind implements ComputeKind {
    /** How long a detached machine that cannot be reached is waited for before it is let go as it is. */
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(60);

    private final AttachedConfig config;
    private final NodeRepository nodes;
    private final ProcessNews processes;
    private final ComputeSettlement settlement;

    @Inject
    public VirtualMachineKind(
            AttachedConfig config, NodeRepository nodes, ProcessNews processes, ComputeSettlement settlement) {
        this.config = config;
        this.nodes = nodes;
        this.processes = processes;
        this.settlement = settlement;
    }

    @SuppressWarnings("NullAway")
    protected VirtualMachineKind() {
        this(null, null, null, null);
    }

    @Override
    public ComputeType type() {
        return ComputeType.VirtualMachine;
    }

    /** None while the machine cannot be used: what runs goes on, what waits stays where it is. */
    @Override
    public int slots(PassState state) {
        var machine = machine(state);
        return machine.isFit() ? Math.max(1, machine.cores()) * config.jobsPerCore() : 0;
    }

    @Override
    public Reach reach(PassState state) {
        return Reach.all(1);
    }

    @Override
    public Outlook steer(PassState state, int demand) {
        var machine = machine(state);
        if (machine.provisioningState() == ProvisioningState.Deleting) {
            leave(state);
        } else {
            state.nodes().stream().filter(n -> !n.usable()).forEach(n -> n.leave(n.reason(), state.now()));
            if (state.nodes().isEmpty() && machine.isFit()) {
                var node = new Node(
                        machine.id(),
                        machine.uid().toString(),
                        machine.location(),
                        "",
                        VmPriority.Dedicated,
                        state.now());
                nodes.add(node);
                state.add(node);
                state.touch();
            }
        }
        return new Outlook(why(state, machine), Optional.empty());
    }

    /** Nodes leave once nothing runs on them; where the machine cannot be asked any more, they are forgotten in the end. */
    private void leave(PassState state) {
        var load = state.load();
        state.nodes().stream()
                .filter(n -> !load.containsKey(n.id()))
                .forEach(n -> n.leave(Message.of("node.detached"), state.now()));
        var machine = machine(state);
        if (!machine.isFit() && machine.modifiedAt().plus(LAST_PATIENCE).isBefore(state.now())) {
            for (var node : state.nodes()) {
                nodes.remove(node);
                state.remove(node);
                state.touch();
            }
            processes.take(state, List.of());
        }
    }

    private WaitReason why(PassState state, VirtualMachine machine) {
        if (machine.isFit()) {
            return new WaitReason(
                    JobReason.WaitingForNode,
                    state.processes().isEmpty()
                            ? Message.of("job.machinePrepared")
                            : Message.of("job.machineFull", slots(state)));
        }
        return new WaitReason(
                JobReason.WaitingForNode,
                machine.isChecked()
                        ? Message.of("job.machineUnusable", machine.reason())
                        : Message.of("job.machineNotChecked"));
    }

    @Override
    public void settle(PassState state) {
        var machine = machine(state);
        switch (machine.provisioningState()) {
            case Creating, Updating -> {
                if (machine.isFit()) {
                    settlement.succeed(machine);
                } else if (machine.isChecked()) {
                    settlement.fail(machine, machine.reason());
                }
            }
            case Deleting -> settlement.removeOnceEmpty(state);
            case Succeeded, Failed -> {}
        }
    }

    private static VirtualMachine machine(PassState state) {
        return (VirtualMachine) state.compute();
    }
}
