package io.bancada.compute.service;

import io.bancada.access.model.ActionKind;
import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.compute.model.ComputeInstance;
import io.bancada.compute.model.SetupRepository;
import io.bancada.compute.model.SetupRun;
import io.bancada.driver.DriverException;
import io.bancada.driver.NodeKey;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.node.model.NodeRepository;
import io.bancada.node.service.NodePlace;
import io.bancada.node.service.NodeSources;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * How the setup scripts of an instance went. A log shows what a script did with the person's files and perhaps what it was
 * given to sign on with: it is for the instance's person, and for those who may write computes here, since they could
 * have written the script. The logs lie on the instance's disk and go with it. No transaction is open while a node is asked.
 */
@ApplicationScoped
public class SetupLogService {
    private final SetupRepository setups;
    private final Instances instances;
    private final NodeRepository nodes;
    private final NodeSources sources;
    private final Access access;

    @Inject
    public SetupLogService(
            SetupRepository setups, Instances instances, NodeRepository nodes, NodeSources sources, Access access) {
        this.setups = setups;
        this.instances = instances;
        this.nodes = nodes;
        this.sources = sources;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected SetupLogService() {
        this(null, null, null, null, null);
    }

    /** The runs whose logs are kept, newest first. */
    public List<SetupRunDetails> list(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_READ, workspace.compute(name));
        return setups.runs(readable(caller, workspace, name).id()).stream()
                .map(SetupRunDetails::from)
                .toList();
    }

    /**
     * A piece of the log of one run; empty where it has written nothing there (yet).
     *
     * @param offset in bytes, 0 or more
     * @param length at most so many bytes
     */
    public SetupLogChunk log(Caller caller, WorkspaceId workspace, String name, long number, long offset, int length) {
        access.require(caller, Actions.COMPUTE_READ, workspace.compute(name));
        var instance = readable(caller, workspace, name);
        if (offset < 0) {
            throw BancadaException.invalid("offset", "The offset is negative; give 0 or more bytes.");
        }
        var run = setups.run(number)
                .filter(r -> r.computeId() == instance.id())
                .orElseThrow(
                        () -> BancadaException.notFound(workspace.child("computes", name) + "/setupLogs/" + number));
        var ended = run.outcome() != SetupRun.Outcome.Running;
        var bytes = read(instance, run, offset, length);
        return new SetupLogChunk(
                ByteBuffer.wrap(bytes).asReadOnlyBuffer(), offset + bytes.length, ended && bytes.length < length);
    }

    private byte[] read(ComputeInstance instance, SetupRun run, long offset, int length) {
        try {
            for (var node : nodes.of(instance.id())) {
                return sources.at(NodePlace.in(instance.location()))
                        .shell(new NodeKey(node.key()))
                        .read(SetupPlace.capsule(run.id()), SetupCapsules.LOG, offset, length);
            }
            return new byte[0];
        } catch (DriverException.NotFound e) {
            return new byte[0];
        } catch (DriverException.Unavailable e) {
            throw new BancadaException(
                    ErrorCode.UNAVAILABLE, instance.name(), "The node cannot be read now; try again.");
        }
    }

    private ComputeInstance readable(Caller caller, WorkspaceId workspace, String name) {
        var instance = instances.find(workspace, name, "Only a ComputeInstance has setup scripts.");
        if (!instance.owner().equals(caller.subject())) {
            access.require(caller, Actions.COMPUTE_WRITE, ActionKind.READ, workspace.compute(name));
        }
        return instance;
    }
}
