package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.deployment.model.DeploymentState;
import io.bancada.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A deployment as the API shows it.
 *
 * @param armId its ARM id
 * @param parameters without secure values
 * @param outputs without secure values
 * @param errorCode ARM's code of what went wrong; empty while nothing has
 */
public record DeploymentDetails(
        UUID id,
        String armId,
        String name,
        String mode,
        DeploymentState state,
        JsonNode template,
        String templateHash,
        JsonNode parameters,
        JsonNode outputs,
        List<DeploymentStep> steps,
        String errorCode,
        Message errorMessage,
        Instant startedAt,
        Instant touchedAt,
        Optional<Instant> endedAt) {
    public DeploymentDetails {
        steps = List.copyOf(steps);
    }
}
