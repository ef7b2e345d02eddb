package io.bancada.cost.service;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.compute.model.ComputeRepository;
import io.bancada.cost.model.CostLine;
import io.bancada.cost.model.CostRepository;
import io.bancada.error.BancadaException;
import io.bancada.workspace.model.WorkspaceId;
import io.bancada.workspace.service.Workspaces;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;

/** What computes have cost, for those who may read them. */
@Stateless
public class CostService {
    private CostRepository lines;
    private ComputeRepository computes;
    private Workspaces workspaces;
    private Access access;
    private Clock clock;

    @Inject
    public CostService(
            CostRepository lines, ComputeRepository computes, Workspaces workspaces, Access access, Clock clock) {
        this.lines = lines;
        this.computes = computes;
        this.workspaces = workspaces;
        this.access = access;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected CostService() {}

    /** What a compute has cost until now. */
    public CostSoFar of(Caller caller, WorkspaceId workspace, String name) {
        access.require(caller, Actions.COMPUTE_READ, workspace.compute(name));
        var compute = computes.find(workspaces.get(workspace), name)
                .orElseThrow(() -> BancadaException.notFound(workspace.child("computes", name)));
        return CostSoFar.of(lines.of(compute.uid()).stream().map(CostLine::span).toList(), clock.instant());
    }
}
