package io.bancada.compute.service;

import io.bancada.access.model.ActionKind;
import io.bancada.access.model.Caller;
import io.bancada.access.service.Locks;
import io.bancada.app.service.App;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeInstanceState;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.Evidence;
import io.bancada.compute.model.EvidenceKind;
import io.bancada.compute.model.IdleRecord;
import io.bancada.compute.model.InstanceSsh;
import io.bancada.compute.model.InstanceUpkeepRepository;
import io.bancada.compute.model.LastOperation.Trigger;
import io.bancada.compute.service.IdlePlan.Step;
import io.bancada.driver.NodeKey;
import io.bancada.message.Message;
import io.bancada.node.model.Node;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.service.NodePlace;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the watch for idleness reads and writes, each in a transaction of its own. Called by the product itself alone. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class IdleRows {
    private static final int PAUSE = 4; // looks that may be left out before an instance counts as not watched

    private InstanceUpkeepRepository rows;
    private InstanceAppRows apps;
    private ComputeRepository computes;
    private NodeRepository nodes;
    private ComputeInstanceService instances;
    private Workspaces workspaces;
    private Locks locks;
    private ResourceChanges changes;
    private UpkeepConfig config;
    private Clock clock;

    @Inject
    public IdleRows(
            InstanceUpkeepRepository rows,
            InstanceAppRows apps,
            ComputeRepository computes,
            NodeRepository nodes,
            ComputeInstanceService instances,
            Workspaces workspaces,
            Locks locks,
            ResourceChanges changes,
            UpkeepConfig config,
            Clock clock) {
        this.rows = rows;
        this.apps = apps;
        this.computes = computes;
        this.nodes = nodes;
        this.instances = instances;
        this.workspaces = workspaces;
        this.locks = locks;
        this.changes = changes;
        this.config = config;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected IdleRows() {}

    /** Instances to be looked at. */
    public List<IdlePlace> watched(List<App> installed) {
        return rows.watchedForIdleness().stream()
                .flatMap(instance -> place(instance, installed).stream())
                .toList();
    }

    private Optional<IdlePlace> place(ComputeInstance instance, List<App> installed) {
        return nodes.of(instance.id()).stream()
                .filter(Node::usable)
                .findFirst()
                .map(node -> new IdlePlace(
                        instance.id(),
                        NodePlace.in(instance.location()),
                        new NodeKey(node.key()),
                        apps.started(instance, installed),
                        instance.ssh().map(InstanceSsh::port)));
    }

    /** Takes over what a look has found, and stops the instance where its time has come. */
    public void take(long computeId, IdleLook look) {
        computes.lock(computeId)
                .filter(ComputeInstance.class::isInstance)
                .map(ComputeInstance.class::cast)
                .filter(instance -> instance.state().up())
                .ifPresent(instance -> instance.idleTime().ifPresent(idleTime -> take(instance, idleTime, look)));
    }

    private void take(ComputeInstance instance, Duration idleTime, IdleLook look) {
        var now = clock.instant();
        var known = rows.idle(instance.id()).orElseGet(() -> IdleRecord.begun(now));
        var found = new ArrayList<>(look.found());
        found.add(ofState(instance, now));
        var plan = IdlePlanner.plan(new IdleSnapshot(
                idleTime, config.idleNotice(), config.idleLook().multipliedBy(PAUSE), known, found, look.whole(), now));
        rows.keep(instance.id(), plan.record());
        var workspace = workspaces.armId(instance.workspace());
        var scope = workspace.compute(instance.name());
        if (plan.step() == Step.STOP) {
            if (locks.against(ActionKind.CHANGE, scope).isPresent()) {
                return; // it stays up for as long as the lock stays; the next look finds out
            }
            var since = plan.record().activeAt();
            var why = Message.of(
                    "instance.idleStop",
                    Moments.text(since),
                    Duration.ofSeconds(Duration.between(since, now).toSeconds()).toString());
            instances.stop(Caller.IDLE_SHUTDOWN, workspace, instance.name(), Trigger.IdleShutdown, why);
        } else if (plan.step() == Step.NOTICE && known.lookedAt().isBefore(plan.noticeAt())) {
            changes.announce(new ResourceChange(workspace, "computes", instance.name()));
        }
    }

    /** A job that is on it now; else the last time that it was brought up, or that a job on it ended. */
    private static Evidence ofState(ComputeInstance instance, Instant now) {
        return instance.state() == ComputeInstanceState.JobRunning
                ? new Evidence(EvidenceKind.JOB, now, Message.of("idle.job"))
                : new Evidence(
                        EvidenceKind.STATE,
                        instance.stateAt(),
                        Message.of("idle.state", Message.of("instance." + instance.state())));
    }
}
