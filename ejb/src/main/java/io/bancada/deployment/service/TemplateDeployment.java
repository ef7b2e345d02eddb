package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A template with its parameters, found to be in order: what it makes, and what its expressions come to. It lives in memory
 * alone, since it knows the secure parameters.
 */
public final class TemplateDeployment {
    private final JsonNode json;
    private final Template template;
    private final TemplateValues values;
    private final Evaluation evaluation;
    private final List<PlannedResource> planned;

    private TemplateDeployment(JsonNode json, JsonNode parameters, DeploymentPlace place, Instant now) {
        this.json = json;
        this.template = new Template(json);
        this.values = new TemplateValues(template, parameters, now);
        this.evaluation = new Evaluation(place, values, References.NONE, new Evaluation.Work());
        values.checkParameters(evaluation);
        this.planned = TemplatePlan.of(template, place, evaluation);
    }

    /**
     * Reads a template and checks what can be checked before anything is made.
     *
     * @param parameters name to {@code {"value": ...}}
     * @throws io.bancada.error.BancadaException 400 InvalidTemplate naming the place
     */
    public static TemplateDeployment of(JsonNode template, JsonNode parameters, DeploymentPlace place, Instant now) {
        try {
            return new TemplateDeployment(template, parameters, place, now);
        } catch (References.Needed e) {
            throw InvalidTemplate.at(
                    "properties.template",
                    "reference() can be used in the properties of resources and in outputs only; it is used to look at '"
                            + e.id() + "' elsewhere.");
        }
    }

    /** What it makes, in an order in which whatever another depends on comes before it. */
    public List<TemplateResource> resources() {
        return planned.stream()
                .map(p -> new TemplateResource(p.id(), p.type(), p.names(), p.apiVersion(), p.dependsOn()))
                .toList();
    }

    /**
     * The body of the request that makes a resource.
     *
     * @param at its place in {@link #resources()}
     * @throws References.Needed where it depends on a resource that {@code references} does not show
     */
    public JsonNode body(int at, References references) {
        return planned.get(at).body(references);
    }

    /** Where the resource stands in the template, for refusals. */
    public String place(int at) {
        return planned.get(at).place();
    }

    /** The id of what {@code reference()} calls so: a resource of the template by its name, or the id itself. */
    public String idOf(String called) {
        return planned.stream()
                .filter(p -> p.is(called) || p.name().equalsIgnoreCase(called))
                .map(PlannedResource::id)
                .findFirst()
                .orElse(called);
    }

    /** The outputs with their values, those that are secure without. */
    public JsonNode outputs(References references) {
        return template.evaluatedOutputs(evaluation.with(references));
    }

    /** The parameters with their values, those that are secure without. */
    public JsonNode parameters() {
        return values.shown(evaluation);
    }

    JsonNode json() {
        return json;
    }

    /** Tells the template from others. */
    String hash() {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
