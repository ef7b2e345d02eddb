package io.bancada.deployment.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A resource that a template makes.
 *
 * @param id ARM id
 * @param type such as {@code Microsoft.MachineLearningServices/workspaces/computes}
 * @param names as many as the type has parts behind the provider
 * @param apiVersion as the template has it
 * @param dependsOn ids of the resources of the template that are made before it
 */
public record TemplateResource(String id, String type, List<String> names, String apiVersion, List<String> dependsOn) {
    public TemplateResource {
        names = List.copyOf(names);
        dependsOn = List.copyOf(dependsOn);
    }

    /**
     * The resource with an id, outside of any template.
     *
     * @param below the id behind {@code /providers/}
     * @return empty for what is no id
     */
    public static Optional<TemplateResource> parse(String id, String below) {
        var parts = below.split("/", -1);
        if (parts.length < 3 || parts.length % 2 == 0 || List.of(parts).contains("")) {
            return Optional.empty();
        }
        var type = new StringBuilder(parts[0]);
        var names = new ArrayList<String>();
        for (var i = 1; i < parts.length; i += 2) {
            type.append('/').append(parts[i]);
            names.add(parts[i + 1]);
        }
        return Optional.of(new TemplateResource(id, type.toString(), names, "", List.of()));
    }
}
