package io.bancada.deployment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.deployment.model.DeploymentState;
import io.bancada.deployment.service.DeploymentDetails;
import io.bancada.deployment.service.DeploymentStep;
import io.bancada.deployment.service.TemplateDeployment;
import io.bancada.deployment.service.TemplateResource;
import io.bancada.web.ArmError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** ARM's DeploymentExtended. */
record DeploymentResponse(String id, String name, String type, Properties properties) {
    record Properties(
            DeploymentState provisioningState,
            UUID correlationId,
            Instant timestamp,
            Duration duration,
            String mode,
            String templateHash,
            JsonNode parameters,
            @Nullable JsonNode outputs,
            List<Provider> providers,
            List<Dependency> dependencies,
            List<Reference> outputResources,
            List<Reference> validatedResources,
            ArmError.@Nullable Detail error) {}

    record Provider(String namespace, List<ResourceType> resourceTypes) {}

    record ResourceType(String resourceType, List<String> locations) {}

    record Dependency(List<Named> dependsOn, String id, String resourceType, String resourceName) {}

    record Named(String id, String resourceType, String resourceName) {}

    record Reference(String id) {}

    static DeploymentResponse from(DeploymentDetails d) {
        var made = d.steps().stream()
                .filter(DeploymentStep::succeeded)
                .map(s -> new Reference(s.id()))
                .toList();
        return new DeploymentResponse(
                d.armId(),
                d.name(),
                "Microsoft.Resources/deployments",
                new Properties(
                        d.state(),
                        d.id(),
                        d.touchedAt(),
                        Duration.between(d.startedAt(), d.endedAt().orElse(d.touchedAt())),
                        d.mode(),
                        d.templateHash(),
                        d.parameters(),
                        d.state() == DeploymentState.Succeeded ? d.outputs() : null,
                        providers(d.steps().stream().map(DeploymentStep::type).toList()),
                        d.steps().stream()
                                .filter(s -> !s.dependsOn().isEmpty())
                                .map(s -> dependency(s, d.steps()))
                                .toList(),
                        made,
                        List.of(),
                        error(d)));
    }

    /** What a template would do, before any of it is done. */
    static DeploymentResponse validated(
            String armId, String name, TemplateDeployment plan, UUID correlation, Instant at) {
        return new DeploymentResponse(
                armId,
                name,
                "Microsoft.Resources/deployments",
                new Properties(
                        DeploymentState.Succeeded,
                        correlation,
                        at,
                        Duration.ZERO,
                        "Incremental",
                        "",
                        plan.parameters(),
                        null,
                        providers(plan.resources().stream()
                                .map(TemplateResource::type)
                                .toList()),
                        List.of(),
                        List.of(),
                        plan.resources().stream()
                                .map(r -> new Reference(r.id()))
                                .toList(),
                        null));
    }

    /** What went wrong, with the step at which it did; null while nothing has. */
    static ArmError.@Nullable Detail error(DeploymentDetails d) {
        if (d.state() != DeploymentState.Failed) {
            return null;
        }
        var failed = d.steps().stream()
                .filter(s -> !s.code().isEmpty())
                .map(s -> new ArmError.Detail(s.code(), s.message(), s.id(), List.of()))
                .toList();
        return failed.isEmpty()
                ? new ArmError.Detail(d.errorCode(), d.errorMessage().english(), d.armId(), List.of())
                : new ArmError.Detail(
                        "DeploymentFailed",
                        "A resource of the template could not be made: "
                                + d.errorMessage().english(),
                        d.armId(),
                        failed);
    }

    private static List<Provider> providers(List<String> types) {
        Map<String, TreeSet<String>> byNamespace = new TreeMap<>();
        types.forEach(type -> byNamespace
                .computeIfAbsent(type.substring(0, type.indexOf('/')), n -> new TreeSet<>())
                .add(type.substring(type.indexOf('/') + 1)));
        return byNamespace.entrySet().stream()
                .map(p -> new Provider(
                        p.getKey(),
                        p.getValue().stream()
                                .map(t -> new ResourceType(t, List.of()))
                                .toList()))
                .toList();
    }

    private static Dependency dependency(DeploymentStep step, List<DeploymentStep> all) {
        var on = all.stream()
                .filter(s -> step.dependsOn().contains(s.id()))
                .map(s -> new Named(s.id(), s.type(), s.name()))
                .toList();
        return new Dependency(on, step.id(), step.type(), step.name());
    }
}
