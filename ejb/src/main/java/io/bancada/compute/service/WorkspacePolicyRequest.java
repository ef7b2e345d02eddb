package io.bancada.compute.service;

import io.bancada.workspace.model.WorkspacePolicy;
import io.bancada.workspace.model.WorkspacePolicy.JobsOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.SshOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.StoppedInstances;
import java.util.Optional;

/** What a workspace is to say of its compute instances; empty means not said, and stays. */
public record WorkspacePolicyRequest(
        Optional<StoppedInstances> stoppedInstances,
        Optional<JobsOnInstances> jobsOnInstances,
        Optional<SshOnInstances> sshOnInstances) {
    /** The policy as it becomes. */
    WorkspacePolicy over(WorkspacePolicy before) {
        return new WorkspacePolicy(
                stoppedInstances.orElse(before.stoppedInstances()),
                jobsOnInstances.orElse(before.jobsOnInstances()),
                sshOnInstances.orElse(before.sshOnInstances()));
    }
}
