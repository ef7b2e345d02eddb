package io.bancada.compute.rest;

import io.bancada.compute.service.WorkspacePolicyRequest;
import io.bancada.error.BancadaException;
import io.bancada.workspace.model.WorkspacePolicy.JobsOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.SshOnInstances;
import io.bancada.workspace.model.WorkspacePolicy.StoppedInstances;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client sends to change a workspace's policy; what it leaves out stays. */
record WorkspacePolicyBody(@Nullable Properties properties) {
    record Properties(
            @Nullable StoppedInstances stoppedInstances,
            @Nullable JobsOnInstances jobsOnInstances,
            @Nullable SshOnInstances sshOnInstances) {}

    /**
     * What is asked for.
     *
     * @throws BancadaException 400 where nothing is
     */
    WorkspacePolicyRequest request() {
        if (properties == null) {
            throw BancadaException.invalid("properties", "properties is required: the policies to change.");
        }
        return new WorkspacePolicyRequest(
                Optional.ofNullable(properties.stoppedInstances()),
                Optional.ofNullable(properties.jobsOnInstances()),
                Optional.ofNullable(properties.sshOnInstances()));
    }
}
