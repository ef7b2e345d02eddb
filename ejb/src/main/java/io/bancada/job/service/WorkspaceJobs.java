package io.bancada.job.service;

import io.bancada.compute.model.ComputeRepository;
import io.bancada.error.BancadaException;
import io.bancada.job.model.JobRepository;
import io.bancada.workspace.service.WorkspaceEmptying;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Keeps a workspace from being deleted while it has computes or open jobs, and removes the records of its old jobs. */
@Dependent
public class WorkspaceJobs {
    private final JobRepository jobs;
    private final ComputeRepository computes;

    @Inject
    public WorkspaceJobs(JobRepository jobs, ComputeRepository computes) {
        this.jobs = jobs;
        this.computes = computes;
    }

    void empty(@Observes WorkspaceEmptying event) {
        var workspace = event.workspace();
        if (computes.any(workspace) || jobs.anyOpen(workspace)) {
            throw BancadaException.conflict(
                    workspace.name(),
                    "The workspace '" + workspace.name()
                            + "' still has computes or open jobs; delete or cancel them first.");
        }
        jobs.removeAll(workspace);
    }
}
