package io.bancada.compute.service;

import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.compute.model.SetupContent;
import io.bancada.compute.model.SetupPhase;
import io.bancada.compute.model.SetupRepository;
import io.bancada.compute.model.SetupRun;
import io.bancada.compute.model.SetupRun.Outcome;
import io.bancada.driver.NodeKey;
import io.bancada.file.model.SharePath;
import io.bancada.message.Message;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.service.NodePlace;
import io.bancada.workspace.service.PersonFolders;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the loop over setup scripts reads and writes, each in a transaction of its own. Called by the product itself alone. */
@Stateless
public class SetupRows {
    /** So many runs of an instance are kept, with their logs. */
    private static final int KEPT = 10;

    private SetupRepository setups;
    private ComputeRepository computes;
    private NodeRepository nodes;
    private PersonFolders folders;
    private Workspaces workspaces;
    private Event<ComputeWoken> woken;
    private Clock clock;

    @Inject
    public SetupRows(
            SetupRepository setups,
            ComputeRepository computes,
            NodeRepository nodes,
            PersonFolders folders,
            Workspaces workspaces,
            Event<ComputeWoken> woken,
            Clock clock) {
        this.setups = setups;
        this.computes = computes;
        this.nodes = nodes;
        this.folders = folders;
        this.workspaces = workspaces;
        this.woken = woken;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected SetupRows() {}

    /** The runs that have not ended. */
    public List<SetupPlace> running() {
        return setups.running().stream().flatMap(run -> place(run).stream()).toList();
    }

    /** The text of an instance's script, where one was sent. */
    public Optional<byte[]> text(long computeId, SetupPhase phase) {
        return setups.content(computeId, phase).map(SetupContent::text);
    }

    /** The run has ended: the pass goes on from there. What was said of it before stays. */
    public void ended(long number, Outcome outcome, Message why) {
        setups.run(number).map(SetupRun::computeId).flatMap(computes::lock).ifPresent(compute -> {
            var run = setups.run(number).orElseThrow();
            if (run.outcome() == Outcome.Running && compute instanceof ComputeInstance instance) {
                run.ended(outcome, why, clock.instant());
                if (outcome == Outcome.Succeeded) {
                    instance.setUpDone(run);
                }
                woken.fire(new ComputeWoken(instance.id()));
            }
        });
    }

    /** Runs of an instance that are older than those that are kept. */
    public List<Long> old(long computeId) {
        return setups.runs(computeId).stream().skip(KEPT).map(SetupRun::id).toList();
    }

    /** Forgets a run whose log is gone. */
    public void forget(long number) {
        setups.run(number).ifPresent(setups::remove);
    }

    private Optional<SetupPlace> place(SetupRun run) {
        var instance = (ComputeInstance) computes.find(run.computeId()).orElseThrow();
        var script = instance.setup().scripts().of(run.phase());
        var node = nodes.of(instance.id()).stream().filter(n -> n.usable()).findFirst();
        if (script.isEmpty() || node.isEmpty()) {
            return Optional.empty();
        }
        var folder = folders.of(instance.owner(), instance.ownerName());
        return Optional.of(new SetupPlace(
                run.id(),
                instance.id(),
                run.phase(),
                script.orElseThrow(),
                NodePlace.in(instance.location()),
                new NodeKey(node.orElseThrow().key()),
                instance.owner(),
                folder,
                workspaces.share(instance.workspace()).resolve(SharePath.USERS).resolve(folder)));
    }
}
