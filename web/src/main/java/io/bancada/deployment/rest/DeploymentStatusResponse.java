package io.bancada.deployment.rest;

import io.bancada.deployment.model.DeploymentState;
import io.bancada.deployment.service.DeploymentDetails;
import io.bancada.web.ArmError;
import org.jspecify.annotations.Nullable;

/** What {@code Azure-AsyncOperation} of a deployment answers. */
record DeploymentStatusResponse(DeploymentState status, ArmError.@Nullable Detail error) {
    static DeploymentStatusResponse from(DeploymentDetails d) {
        return new DeploymentStatusResponse(d.state(), DeploymentResponse.error(d));
    }
}
