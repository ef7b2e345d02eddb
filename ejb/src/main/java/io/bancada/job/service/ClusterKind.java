package io.bancada.job.service;

import io.bancada.compute.model.AmlCompute;
import io.bancada.compute.model.ComputeType;
import io.bancada.compute.service.ClusterScaler;
import io.bancada.job.model.JobRepository;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** AmlCompute: nodes come and go with the queue, and each runs one process at a time. */
@ApplicationScoped
public class ClusterKind implements ComputeKind {
    private final ClusterScaler scaler;
    private final NodeRepository nodes;
    private final JobRepository jobs;
    private final ComputeSettlement settlement;

    @Inject
    public ClusterKind(ClusterScaler scaler, NodeRepository nodes, JobRepository jobs, ComputeSettlement settlement) {
        this.scaler = scaler;
        this.nodes = nodes;
        this.jobs = jobs;
        this.settlement = settlement;
    }

    @SuppressWarnings("NullAway")
    protected ClusterKind() {
        this(null, null, null, null);
    }

    @Override
    public ComputeType type() {
        return ComputeType.AmlCompute;
    }

    @Override
    public int slots(PassState state) {
        return 1;
    }

    /** The ledger is asked only where a job wants more nodes than are there: most passes have none. */
    @Override
    public Reach reach(PassState state) {
        var cluster = cluster(state);
        var there = (int) state.nodes().stream().filter(Node::usable).count();
        var widest = jobs.widestQueued(cluster.id(), cluster.maxNodes());
        if (widest <= Math.max(1, there)) {
            return Reach.all(cluster.maxNodes());
        }
        var room = scaler.room(cluster);
        var now = Math.max(1, (int) Math.min(cluster.maxNodes(), (long) there + room.nodes()));
        return now >= widest ? Reach.all(cluster.maxNodes()) : new Reach(now, cluster.maxNodes(), room.blocking());
    }

    @Override
    public Outlook steer(PassState state, int demand) {
        var cluster = cluster(state);
        var scaled = scaler.scale(cluster, state.nodes(), demand);
        if (scaled.plan().create() > 0) {
            nodes.of(cluster.id()).forEach(state::add);
        }
        if (scaled.plan().create() > 0 || !scaled.plan().leave().isEmpty()) {
            state.touch();
        }
        return new Outlook(
                WaitReason.of(cluster, scaled, state.nodes()), scaled.plan().lookAgainAfter());
    }

    @Override
    public void settle(PassState state) {
        switch (state.compute().provisioningState()) {
            case Creating, Updating -> settlement.succeed(state.compute());
            case Deleting -> settlement.removeOnceEmpty(state);
            case Succeeded, Failed -> {}
        }
    }

    private static AmlCompute cluster(PassState state) {
        return (AmlCompute) state.compute();
    }
}
