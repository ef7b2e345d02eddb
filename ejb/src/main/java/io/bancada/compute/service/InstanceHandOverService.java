package io.bancada.compute.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.compute.service.ComputeInstanceRequest.Assignee;
import io.bancada.error.BancadaException;
import io.bancada.operation.model.Accepted;
import io.bancada.workspace.model.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Gives a stopped instance to another person, with its home. What is in the home runs in the new person's name from then on
 * (shell profiles, notebook settings), and the old person may have put anything there: so this is not for the old person to
 * do, but for whoever may give roles in the workspace.
 */
@ApplicationScoped
public class InstanceHandOverService {
    private final InstanceHandOverRows rows;
    private final Assignees assignees;
    private final Access access;

    @Inject
    public InstanceHandOverService(InstanceHandOverRows rows, Assignees assignees, Access access) {
        this.rows = rows;
        this.assignees = assignees;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected InstanceHandOverService() {
        this(null, null, null);
    }

    /**
     * Hands over. The old person's apps ended with the stop and their secrets with them, their open pages end, the jobs of
     * theirs that wait are canceled, and a startup script of theirs is gone. Giving it to the person whose it is changes
     * nothing. Who the new person is was asked before the transaction begins.
     *
     * @throws BancadaException 400 for a person of another tenant, or one who is not known or disabled; 409 where the
     *     instance is not stopped
     */
    public Accepted<ComputeDetails> handOver(Caller caller, WorkspaceId workspace, String name, Assignee person) {
        access.require(caller, Actions.COMPUTE_WRITE, workspace.compute(name));
        access.require(caller, Actions.ROLE_ASSIGNMENTS_WRITE, workspace.compute(name));
        return rows.handOver(caller, workspace, name, assignees.find(caller, InstanceHandOverRows.FIELD, person));
    }
}
