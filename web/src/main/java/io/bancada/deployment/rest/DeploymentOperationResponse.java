package io.bancada.deployment.rest;

import io.bancada.deployment.service.DeploymentDetails;
import io.bancada.deployment.service.DeploymentStep;
import io.bancada.web.ArmError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARM's DeploymentOperation: what became of one resource. */
record DeploymentOperationResponse(String id, String operationId, Properties properties) {
    record Properties(
            String provisioningOperation,
            String provisioningState,
            String timestamp,
            String statusCode,
            @Nullable ArmError statusMessage,
            Target targetResource) {}

    record Target(String id, String resourceType, String resourceName) {}

    static DeploymentOperationResponse from(DeploymentDetails d, DeploymentStep s) {
        return new DeploymentOperationResponse(
                d.armId() + "/operations/" + s.operation(),
                s.operation().toString(),
                new Properties(
                        "Create",
                        s.state(),
                        s.at(),
                        s.code().isEmpty() ? "OK" : "Conflict",
                        s.code().isEmpty() ? null : ArmError.of(s.code(), s.message(), s.id()),
                        new Target(s.id(), s.type(), s.name())));
    }

    /** Of all resources with which somebody has begun. */
    static List<DeploymentOperationResponse> all(DeploymentDetails d) {
        return d.steps().stream()
                .filter(DeploymentStep::begun)
                .map(s -> from(d, s))
                .toList();
    }
}
