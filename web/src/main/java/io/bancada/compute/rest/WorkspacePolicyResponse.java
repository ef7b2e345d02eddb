package io.bancada.compute.rest;

import io.bancada.compute.service.WorkspacePolicyDetails;
import io.bancada.workspace.model.WorkspacePolicy.JobsOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.SshOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.StoppedInstances;

/** A workspace's policy, and whom a change of it meets. */
record WorkspacePolicyResponse(String id, Properties properties, Effect effect) {
    record Properties(
            StoppedInstances stoppedInstances, JobsOnInstances jobsOnInstances, SshOnInstances sshOnInstances) {}

    record Effect(int stoppedInstancesHoldingCores, long coresHeld, int instancesWithSsh) {}

    static WorkspacePolicyResponse from(WorkspacePolicyDetails d) {
        return new WorkspacePolicyResponse(
                d.workspace().arm() + "/policy",
                new Properties(
                        d.policy().stoppedInstances(),
                        d.policy().jobsOnInstances(),
                        d.policy().sshOnInstances()),
                new Effect(d.stoppedHolding(), d.coresHeld(), d.withSsh()));
    }
}
