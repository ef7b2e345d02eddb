package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.audit.service.Audit;
import io.bancada.catalog.service.Locations;
import io.bancada.compute.model.InstanceAppRepository;
import io.bancada.compute.model.InstanceCoresRepository;
import io.bancada.driver.DriverException;
import io.bancada.driver.IsolatesWork;
import io.bancada.driver.Isolation;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.quota.service.QuotaService;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.model.WorkspacePolicy;
import io.bancada.workspace.model.WorkspaceRepository;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;

/** What a workspace says of all its compute instances: cores of stopped ones, whose jobs, SSH (H7, X13, J3). */
@Stateless
public class WorkspacePolicyService {
    static final String JOBS = "properties.jobsOnInstances";

    private WorkspaceRepository rows;
    private InstanceCoresRepository cores;
    private InstanceAppRepository instances;
    private Workspaces workspaces;
    private Locations locations;
    private QuotaService quota;
    private ResourceChanges changes;
    private Access access;
    private Audit audit;
    private Clock clock;

    @Inject
    public WorkspacePolicyService(
            WorkspaceRepository rows,
            InstanceCoresRepository cores,
            InstanceAppRepository instances,
            Workspaces workspaces,
            Locations locations,
            QuotaService quota,
            ResourceChanges changes,
            Access access,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.cores = cores;
        this.instances = instances;
        this.workspaces = workspaces;
        this.locations = locations;
        this.quota = quota;
        this.changes = changes;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected WorkspacePolicyService() {}

    /** What holds, for whoever may read the workspace. */
    public WorkspacePolicyDetails get(Caller caller, WorkspaceId id) {
        access.require(caller, Actions.WORKSPACE_READ, id.scope());
        return details(workspaces.get(id));
    }

    /** What holds, for whoever sees the computes of the workspace. */
    public WorkspacePolicy ofInstances(Caller caller, WorkspaceId id) {
        access.require(caller, Actions.COMPUTE_READ, id.scope());
        return workspaces.get(id).policy();
    }

    /** Whether a compute holds cores of the quota now. */
    public boolean holdsCores(Caller caller, WorkspaceId id, String compute) {
        access.require(caller, Actions.COMPUTE_READ, id.scope());
        return cores.holds(workspaces.get(id), compute);
    }

    /**
     * Says something else from now on. Cores of instances that have stopped already are given back with it; those that
     * hold none take theirs when they start next. Asking for what holds changes nothing.
     *
     * @throws BancadaException 422 where the location cannot keep apart the work of several people on one machine
     */
    public WorkspacePolicyDetails put(Caller caller, WorkspaceId id, WorkspacePolicyRequest request) {
        access.require(caller, Actions.WORKSPACE_WRITE, id.scope());
        var workspace = workspaces.get(id);
        quota.lock(workspace.location()); // who starts or stops an instance goes before or comes after
        rows.refresh(workspace);
        var before = workspace.policy();
        var after = request.over(before);
        if (after.equals(before)) {
            return details(workspace);
        }
        if (after.opensJobs() && !before.opensJobs()) {
            requireApart(workspace);
        }
        workspace.rule(after, caller.userName(), clock.instant());
        if (after.releasesStopped()) {
            giveBack(workspace, caller);
        }
        if (after.allowsSsh() != before.allowsSsh()) {
            tellOfSsh(workspace, after, caller);
        }
        audit.record(caller, Actions.WORKSPACE_WRITE, id.arm(), words(before, after));
        changes.announce(new ResourceChange(id, "computes", ResourceChange.MANY));
        return details(workspace);
    }

    private void giveBack(Workspace workspace, Caller caller) {
        for (var stopped : cores.stopped(workspace)) {
            quota.release(stopped.nodeId());
            audit.compute(stopped.computeId(), "QuotaReleased", Message.of("instance.coresReleased"), caller.name());
        }
    }

    private void tellOfSsh(Workspace workspace, WorkspacePolicy after, Caller caller) {
        var why = Message.of(after.allowsSsh() ? "instance.sshOpened" : "instance.sshShut");
        for (var instance : instances.withSsh(workspace)) {
            audit.compute(instance, after.allowsSsh() ? "SshAllowed" : "SshDisabled", why, caller.name());
        }
    }

    private void requireApart(Workspace workspace) {
        var why = notApart(workspace.location());
        if (!why.isEmpty()) {
            throw new BancadaException(ErrorCode.NOT_OFFERED, JOBS, why);
        }
    }

    /** Why the work of several people cannot be kept apart on one machine of the location; empty where it can. */
    private Message notApart(String location) {
        if (!(locations.provider(location) instanceof IsolatesWork provider)) {
            return Message.of("refused.jobsNotApart", location);
        }
        try {
            return provider.isolation(locations.site(location)) == Isolation.SANDBOXED
                    ? Message.NONE
                    : Message.of("refused.jobsNotApart", location);
        } catch (DriverException.Unavailable e) {
            return Message.of("refused.jobsUnknown", location, e.why());
        }
    }

    private static String words(WorkspacePolicy before, WorkspacePolicy after) {
        var words = new ArrayList<String>();
        if (before.stoppedInstances() != after.stoppedInstances()) {
            words.add("stoppedInstances " + before.stoppedInstances() + " -> " + after.stoppedInstances());
        }
        if (before.jobsOnInstances() != after.jobsOnInstances()) {
            words.add("jobsOnInstances " + before.jobsOnInstances() + " -> " + after.jobsOnInstances());
        }
        if (before.sshOnInstances() != after.sshOnInstances()) {
            words.add("sshOnInstances " + before.sshOnInstances() + " -> " + after.sshOnInstances());
        }
        return "policy: " + String.join(", ", words);
    }

    private WorkspacePolicyDetails details(Workspace workspace) {
        var stopped = cores.stopped(workspace);
        return new WorkspacePolicyDetails(
                workspaces.armId(workspace),
                workspace.policy(),
                stopped.size(),
                stopped.stream()
                        .mapToLong(InstanceCoresRepository.Stopped::cores)
                        .sum(),
                instances.withSsh(workspace).size(),
                notApart(workspace.location()));
    }
}
