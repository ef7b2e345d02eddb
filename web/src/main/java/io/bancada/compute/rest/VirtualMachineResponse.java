package io.bancada.compute.rest;

import io.bancada.compute.model.ComputeDetails;
import io.bancada.web.StrictJson;
import org.jspecify.annotations.Nullable;

/** ARM's VirtualMachineSchema properties. What was secret in the request is not here. */
record VirtualMachineResponse(
        @Nullable String virtualMachineSize,
        int sshPort,
        @Nullable Integer notebookServerPort,
        String address,
        Account administratorAccount,
        boolean isNotebookInstanceCompute) {
    record Account(String username) {}

    static VirtualMachineResponse from(ComputeDetails c) {
        var machine = c.machine();
        var kept = StrictJson.stored(c.definition(), VirtualMachineDefinition.class);
        return new VirtualMachineResponse(
                kept.virtualMachineSize(),
                machine.port(),
                kept.notebookServerPort(),
                machine.address(),
                new Account(machine.user()),
                Boolean.TRUE.equals(kept.isNotebookInstanceCompute()));
    }
}
