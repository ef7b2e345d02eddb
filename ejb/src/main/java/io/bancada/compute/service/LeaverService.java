package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.compute.model.InstanceHolderRepository;
import io.bancada.error.BancadaException;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** The instances of people who have left, for whoever may hand them over. */
@Stateless
public class LeaverService {
    private InstanceHolderRepository holders;
    private Leavers leavers;
    private Workspaces workspaces;
    private Access access;

    @Inject
    public LeaverService(InstanceHolderRepository holders, Leavers leavers, Workspaces workspaces, Access access) {
        this.holders = holders;
        this.leavers = leavers;
        this.workspaces = workspaces;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected LeaverService() {}

    /**
     * What people who have left have in a workspace, oldest first.
     *
     * @throws BancadaException 403 for whoever may not hand over
     */
    public List<LeftInstance> list(Caller caller, WorkspaceId workspace) {
        access.require(caller, Actions.COMPUTE_WRITE, workspace.scope());
        access.require(caller, Actions.ROLE_ASSIGNMENTS_WRITE, workspace.scope());
        var left = leavers.all();
        if (left.isEmpty()) {
            return List.of();
        }
        return holders.of(workspaces.get(workspace), left).stream()
                .flatMap(held -> leavers
                        .since(held.owner())
                        .map(since -> new LeftInstance(
                                held.name(), held.owner(), held.ownerName(), held.state(), held.stateAt(), since))
                        .stream())
                .toList();
    }
}
