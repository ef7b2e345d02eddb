package io.bancada.job.service;

import io.bancada.access.service.EndedScopes;
import io.bancada.audit.service.Audit;
import io.bancada.compute.model.Compute;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.error.ErrorCode;
import io.bancada.job.model.JobRepository;
import io.bancada.message.Message;
import io.bancada.operation.service.OperationService;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Ends what was asked of a compute: the operation when it stands as asked, the row when nothing is left of it. */
@ApplicationScoped
public class ComputeSettlement {
    private final ComputeRepository computes;
    private final JobRepository jobs;
    private final OperationService operations;
    private final Workspaces workspaces;
    private final EndedScopes scopes;
    private final Audit audit;

    @Inject
    public ComputeSettlement(
            ComputeRepository computes,
            JobRepository jobs,
            OperationService operations,
            Workspaces workspaces,
            EndedScopes scopes,
            Audit audit) {
        this.computes = computes;
        this.jobs = jobs;
        this.operations = operations;
        this.workspaces = workspaces;
        this.scopes = scopes;
        this.audit = audit;
    }

    @SuppressWarnings("NullAway")
    protected ComputeSettlement() {
        this(null, null, null, null, null, null);
    }

    /** It stands as asked. */
    void succeed(Compute compute) {
        compute.settled();
        audit.compute(compute.id(), "Succeeded", Message.NONE, "system");
        operations.succeed(id(compute));
    }

    /**
     * What was asked of it last has come to its end; nothing happens where that was noted before.
     *
     * @param why for people: what went wrong
     */
    void ended(Compute compute, boolean well, Message why) {
        if (well) {
            operations.succeed(id(compute));
        } else {
            operations.fail(id(compute), ErrorCode.DRIVER_REJECTED, why);
        }
    }

    /** It cannot be made as asked. */
    void fail(Compute compute, Message why) {
        compute.failed(why);
        audit.compute(compute.id(), "Failed", why, "system");
        operations.fail(id(compute), ErrorCode.DRIVER_REJECTED, why);
    }

    /** Removes a compute that is being deleted, once no node, process or waiting job is left of it. */
    void removeOnceEmpty(PassState state) {
        var compute = state.compute();
        if (state.empty() && jobs.queued(compute.id(), 1).isEmpty()) {
            computes.remove(compute);
            scopes.forget(workspaces.armId(compute.workspace()).compute(compute.name()));
            operations.succeed(id(compute));
            state.touch();
        }
    }

    private String id(Compute compute) {
        return workspaces.armId(compute.workspace()).child("computes", compute.name());
    }
}
