package io.bancada.deployment.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What became of one resource of a deployment.
 *
 * @param operation id of the step itself
 * @param id ARM id of the resource
 * @param state ARM's word: Waiting, Running, Succeeded or Failed
 * @param code ARM's code of what went wrong; empty while nothing has
 * @param at when it came to its state, in ISO-8601
 */
public record DeploymentStep(
        UUID operation,
        String id,
        String type,
        String name,
        List<String> dependsOn,
        String state,
        String code,
        String message,
        String at) {
    public DeploymentStep {
        dependsOn = List.copyOf(dependsOn);
    }

    /** A resource that is still to be made. */
    public static DeploymentStep waiting(TemplateResource resource, Instant at) {
        return new DeploymentStep(
                UUID.randomUUID(),
                resource.id(),
                resource.type(),
                String.join("/", resource.names()),
                resource.dependsOn(),
                "Waiting",
                "",
                "",
                at.toString());
    }

    /** The same in another state. */
    public DeploymentStep become(String newState, String newCode, String newMessage, Instant when) {
        return new DeploymentStep(operation, id, type, name, dependsOn, newState, newCode, newMessage, when.toString());
    }

    /** Whether the resource was made, or is as it should be. */
    @JsonIgnore
    public boolean succeeded() {
        return state.equals("Succeeded");
    }

    /** Whether anybody has begun with it. */
    @JsonIgnore
    public boolean begun() {
        return !state.equals("Waiting");
    }
}
