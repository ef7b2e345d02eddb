package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bancada.deployment.service.Expression.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a template makes, each with its id, in an order in which whatever another depends on comes before it.
 * The same template with the same parameters always gives the same plan.
 */
final class TemplatePlan {
    /** What of a resource is sent to its provider. */
    static final List<String> BODY = List.of("location", "tags", "kind", "sku", "identity", "properties");

    private static final Set<String> PARTS = Set.of(
            "type",
            "name",
            "apiversion",
            "condition",
            "dependson",
            "copy",
            "resources",
            "comments",
            "location",
            "tags",
            "kind",
            "sku",
            "identity",
            "properties");
    private static final int MOST = 800;

    private final DeploymentPlace place;
    private final List<PlannedResource> found = new ArrayList<>();
    /** Ids and names of resources whose condition is false: who depends on them does not wait. */
    private final Set<String> left = new HashSet<>();
    /** Names of copies, to the ids that they make. */
    private final Map<String, List<String>> copies = new HashMap<>();

    private TemplatePlan(DeploymentPlace place) {
        this.place = place;
    }

    /**
     * The resources in their order.
     *
     * @throws io.bancada.error.BancadaException 400 InvalidTemplate
     */
    static List<PlannedResource> of(Template template, DeploymentPlace place, Evaluation evaluation) {
        var plan = new TemplatePlan(place);
        var resources = template.resources();
        for (var i = 0; i < resources.size(); i++) {
            plan.add(resources.get(i), null, evaluation, "properties.template.resources[" + i + "]");
        }
        return plan.ordered();
    }

    private void add(JsonNode json, @Nullable PlannedResource parent, Evaluation evaluation, String where) {
        json.fieldNames().forEachRemaining(name -> {
            if (!PARTS.contains(name.toLowerCase(Locale.ROOT))) {
                throw InvalidTemplate.at(where + "." + name, "'" + name + "' of a resource cannot be read here.");
            }
        });
        var copy = json.path("copy");
        if (copy.isMissingNode()) {
            addOne(json, parent, evaluation, where);
            return;
        }
        var name = text(evaluation, copy.path("name"), where + ".copy.name");
        var count = evaluation.value(copy.path("count"), where + ".copy.count");
        if (!count.canConvertToInt() || count.intValue() < 0 || count.intValue() > MOST) {
            throw InvalidTemplate.at(where + ".copy.count", "count is " + count + "; give 0 to " + MOST + ".");
        }
        var from = found.size();
        for (var i = 0; i < count.intValue(); i++) {
            addOne(json, parent, evaluation.copy(name, i), where);
        }
        copies.put(
                name.toLowerCase(Locale.ROOT),
                found.subList(from, found.size()).stream()
                        .map(PlannedResource::id)
                        .toList());
    }

    private void addOne(JsonNode json, @Nullable PlannedResource parent, Evaluation evaluation, String where) {
        var type = type(text(evaluation, json.path("type"), where + ".type"), parent);
        var name = text(evaluation, json.path("name"), where + ".name");
        var whole = parent == null || name.contains("/") ? name : parent.name() + "/" + name;
        var names = List.of(whole.split("/", -1));
        if (type.split("/", -1).length - 1 != names.size() || names.contains("")) {
            throw InvalidTemplate.at(
                    where + ".name",
                    "The name '" + whole + "' has not as many parts as the type '" + type + "' wants.");
        }
        var dependsOn = new ArrayList<String>();
        if (parent != null) {
            dependsOn.add(parent.id());
        }
        evaluation
                .value(
                        json.path("dependsOn").isMissingNode()
                                ? JsonNodeFactory.instance.arrayNode()
                                : json.path("dependsOn"),
                        where + ".dependsOn")
                .forEach(d -> dependsOn.add(d.asText()));
        var id = ResourceIds.of(place.groupId(), type, names);
        var planned = new PlannedResource(
                id,
                type,
                names,
                text(evaluation, json.path("apiVersion"), where + ".apiVersion"),
                dependsOn,
                json,
                evaluation,
                where);
        if (json.has("condition")
                && !evaluation
                        .value(json.path("condition"), where + ".condition")
                        .asBoolean()) {
            left.add(id.toLowerCase(Locale.ROOT));
            left.add(whole.toLowerCase(Locale.ROOT));
            return;
        }
        if (found.stream().anyMatch(r -> r.is(id))) {
            throw InvalidTemplate.at(where + ".name", "The template makes '" + id + "' twice.");
        }
        if (found.size() >= MOST) {
            throw InvalidTemplate.at(where, "The template makes more than " + MOST + " resources.");
        }
        found.add(planned);
        var children = json.path("resources");
        for (var i = 0; i < children.size(); i++) {
            add(children.get(i), planned, evaluation, where + ".resources[" + i + "]");
        }
    }

    private static String type(String given, @Nullable PlannedResource parent) {
        return parent == null || given.contains(".") ? given : parent.type() + "/" + given;
    }

    private List<PlannedResource> ordered() {
        var waiting =
                new ArrayList<>(found.stream().map(r -> r.after(needed(r))).toList());
        var done = new ArrayList<PlannedResource>();
        while (!waiting.isEmpty()) {
            var next = waiting.stream()
                    .filter(r ->
                            r.dependsOn().stream().allMatch(d -> done.stream().anyMatch(o -> o.is(d))))
                    .findFirst()
                    .orElseThrow(() -> InvalidTemplate.at(
                            waiting.get(0).place() + ".dependsOn",
                            "These resources depend on each other: "
                                    + waiting.stream()
                                            .map(PlannedResource::name)
                                            .toList() + "."));
            waiting.remove(next);
            done.add(next);
        }
        return List.copyOf(done);
    }

    /** Ids of what a resource waits for: what it says, and what its expressions look at. */
    private List<String> needed(PlannedResource resource) {
        var needed = new ArrayList<String>();
        for (var wanted : resource.dependsOn()) {
            var key = wanted.toLowerCase(Locale.ROOT);
            var ids = copies.containsKey(key) ? copies.get(key) : ids(wanted);
            if (ids.isEmpty() && !left.contains(key)) {
                throw InvalidTemplate.at(
                        resource.place() + ".dependsOn", "The template has no resource '" + wanted + "' to depend on.");
            }
            needed.addAll(ids);
        }
        BODY.forEach(part -> looked(resource, resource.json().path(part), resource.place() + "." + part, needed));
        return needed.stream().filter(id -> !resource.is(id)).distinct().toList();
    }

    private List<String> ids(String wanted) {
        return found.stream()
                .filter(r -> r.is(wanted)
                        || r.name().equalsIgnoreCase(wanted)
                        || (r.type() + "/" + r.name()).equalsIgnoreCase(wanted))
                .map(PlannedResource::id)
                .toList();
    }

    private void looked(PlannedResource resource, JsonNode value, String where, List<String> needed) {
        if (value.isTextual() && ExpressionParser.isExpression(value.textValue())) {
            ExpressionParser.parse(value.textValue(), where)
                    .all()
                    .filter(e -> e instanceof Call call && call.function().equals("reference"))
                    .map(Call.class::cast)
                    .filter(call -> !call.arguments().isEmpty())
                    .forEach(call -> needed.addAll(ids(resource.evaluation()
                            .evaluate(call.arguments().get(0), where)
                            .asText())));
        } else {
            value.properties().forEach(p -> looked(resource, p.getValue(), where + "." + p.getKey(), needed));
            if (value.isArray()) {
                value.forEach(item -> looked(resource, item, where, needed));
            }
        }
    }

    private static String text(Evaluation evaluation, JsonNode given, String where) {
        var value = evaluation.value(given, where);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw InvalidTemplate.at(where, "It is missing, or no text.");
        }
        return value.textValue();
    }
}
