package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * A resource that a template makes.
 *
 * @param id ARM id
 * @param type such as {@code Microsoft.MachineLearningServices/workspaces/computes}
 * @param names as many as the type has parts behind the provider
 * @param apiVersion as the template has it
 * @param dependsOn ids of the resources of the template that are made before it
 * @param json what the template has of it, not evaluated
 * @param evaluation what evaluates it
 * @param place where it stands in the template
 */
record PlannedResource(
        String id,
        String type,
        List<String> names,
        String apiVersion,
        List<String> dependsOn,
        JsonNode json,
        Evaluation evaluation,
        String place) {
    PlannedResource {
        names = List.copyOf(names);
        dependsOn = List.copyOf(dependsOn);
    }

    /** All names, as a template writes them. */
    String name() {
        return String.join("/", names);
    }

    /** The body of the request that makes it, with everything evaluated. */
    JsonNode body(References references) {
        var body = JsonNodeFactory.instance.objectNode();
        var there = evaluation.with(references);
        TemplatePlan.BODY.forEach(part -> {
            if (json.has(part)) {
                body.set(part, there.value(json.path(part), place + "." + part));
            }
        });
        return body;
    }

    PlannedResource after(List<String> ids) {
        return new PlannedResource(id, type, names, apiVersion, ids, json, evaluation, place);
    }

    boolean is(String otherId) {
        return id.equalsIgnoreCase(otherId);
    }
}
