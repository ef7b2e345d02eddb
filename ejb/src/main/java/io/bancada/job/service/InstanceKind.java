package io.bancada.job.service;

import io.bancada.audit.service.Audit;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.model.DiskLevel;
import io.bancada.compute.model.ProvisioningState;
import io.bancada.compute.service.ComputeConfig;
import io.bancada.compute.service.InstancePlan;
import io.bancada.compute.service.InstancePlanner;
import io.bancada.compute.service.InstanceQuota;
import io.bancada.compute.service.InstanceSnapshot;
import io.bancada.compute.service.InstanceSnapshot.NodeView;
import io.bancada.compute.service.SetupProgress;
import io.bancada.cost.service.CostLedger;
import io.bancada.job.model.JobReason;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** ComputeInstance: one node that is there until the instance is deleted, with several jobs at a time on each core. */
@ApplicationScoped
public class InstanceKind implements ComputeKind {
    private final VmSizeCatalog sizes;
    private final ComputeConfig config;
    private final JobMoves moves;
    private final ComputeSettlement settlement;
    private final SetupProgress setups;
    private final CostLedger ledger;
    private final InstanceQuota quota;
    private final Audit audit;

    @Inject
    public InstanceKind(
            VmSizeCatalog sizes,
            ComputeConfig config,
            JobMoves moves,
            ComputeSettlement settlement,
            SetupProgress setups,
            CostLedger ledger,
            InstanceQuota quota,
            Audit audit) {
        this.sizes = sizes;
        this.config = config;
        this.moves = moves;
        this.settlement = settlement;
        this.setups = setups;
        this.ledger = ledger;
        this.quota = quota;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected InstanceKind() {
        this(null, null, null, null, null, null, null, null);
    }

    @Override
    public ComputeType type() {
        return ComputeType.ComputeInstance;
    }

    /** None while its disk is full: what runs goes on, and nothing begins. */
    @Override
    public int slots(PassState state) {
        if (instance(state).disk().level() == DiskLevel.Full) {
            return 0;
        }
        var size = sizes.find(instance(state).vmSize()).orElseThrow();
        return config.jobsPerCore() * size.resources().cores();
    }

    @Override
    public Reach reach(PassState state) {
        return Reach.all(1);
    }

    @Override
    public Outlook steer(PassState state, int demand) {
        var instance = instance(state);
        var plan = InstancePlanner.plan(snapshot(state));
        var node = state.nodes().stream().findFirst();
        node.ifPresent(n -> carryOut(plan, state, n));
        ledger.follow(instance, node, state.now());
        plan.state().ifPresent(next -> {
            instance.became(next, plan.reason(), state.now());
            audit.compute(instance.id(), next.toString(), plan.reason(), "system");
            if (next == ComputeInstanceState.Stopped) {
                giveBackCores(state, instance);
            }
        });
        setups.endUnlessUnderWay(instance, state.now());
        var keepsReason = instance.state() == ComputeInstanceState.CreateFailed
                || plan.step() == InstancePlan.Step.COME_BACK
                || plan.state().isPresent();
        if (!keepsReason) {
            instance.waits(plan.reason());
        }
        var runsNow = plan.state().isPresent()
                && instance.runsJobs()
                && demand > state.processes().size();
        return new Outlook(why(state), runsNow ? Optional.of(Duration.ZERO) : Optional.empty());
    }

    /** In the transaction in which it becomes stopped, so that it never holds cores that pages say are free. */
    private void giveBackCores(PassState state, ComputeInstance instance) {
        state.nodes().stream()
                .filter(node -> quota.stopped(instance, node))
                .forEach(node ->
                        audit.compute(instance.id(), "QuotaReleased", Message.of("instance.coresReleased"), "system"));
    }

    private InstanceSnapshot snapshot(PassState state) {
        var instance = instance(state);
        var node = state.nodes().stream().findFirst();
        return new InstanceSnapshot(
                instance.state(),
                instance.wanted(),
                node.map(n -> new NodeView(
                        n.state(),
                        n.reason(),
                        n.readyAt().map(at -> Duration.between(at, state.now())).orElse(Duration.ZERO))),
                !state.processes().isEmpty(),
                setups.view(instance));
    }

    private void carryOut(InstancePlan plan, PassState state, Node node) {
        var instance = instance(state);
        switch (plan.step()) {
            case NONE -> {}
            case END_JOBS -> {
                var why = Message.of("job.instanceEnds", instance.name(), state(instance));
                moves.cancelRunning(state, JobReason.ComputeStopped, why);
            }
            case STOP_NODE -> node.stop(plan.reason(), state.now());
            case PREPARE_NODE -> {
                instance.stoppedFirst();
                instance.machineComes();
                node.prepareAgain(state.now());
            }
            case COME_BACK -> {
                instance.comesBack(plan.reason(), state.now());
                audit.compute(instance.id(), instance.state().toString(), plan.reason(), "system");
                node.stop(plan.reason(), state.now());
            }
            case RUN_SETUP -> setups.begin(instance, state.now());
            case RELEASE_NODE -> node.leave(node.reason(), state.now());
        }
    }

    private WaitReason why(PassState state) {
        var instance = instance(state);
        if (!instance.state().up()) {
            return new WaitReason(
                    JobReason.ComputeNotRunning,
                    Message.of(
                            instance.state().moving() ? "job.instanceMoves" : "job.instanceDown",
                            instance.name(),
                            state(instance)));
        }
        if (instance.disk().level() == DiskLevel.Full) {
            return new WaitReason(
                    JobReason.DiskFull,
                    Message.of("job.diskFull", instance.name(), instance.disk().percent()));
        }
        var slots = slots(state);
        return state.processes().size() < slots
                ? new WaitReason(JobReason.WaitingForNode, Message.of("job.aboutToBegin"))
                : new WaitReason(JobReason.AllSlotsTaken, Message.of("job.allSlots", instance.name(), slots));
    }

    private static Message state(ComputeInstance instance) {
        return Message.of("instance." + instance.state());
    }

    @Override
    public void settle(PassState state) {
        var instance = instance(state);
        if (instance.provisioningState() == ProvisioningState.Deleting) {
            settlement.removeOnceEmpty(state);
            return;
        }
        if (instance.state().moving()) {
            return;
        }
        var well = instance.lastOperation().well();
        switch (instance.provisioningState()) {
            case Creating -> {
                if (well) {
                    settlement.succeed(instance);
                } else {
                    settlement.fail(instance, instance.reason());
                }
            }
            case Updating -> settlement.succeed(instance);
            case Succeeded, Failed -> settlement.ended(instance, well, instance.reason());
            case Deleting -> {}
        }
    }

    private static ComputeInstance instance(PassState state) {
        return (ComputeInstance) state.compute();
    }
}
