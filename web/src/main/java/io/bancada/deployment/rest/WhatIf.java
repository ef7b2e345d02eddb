package io.bancada.deployment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancada.access.model.Caller;
import io.bancada.deployment.rest.WhatIfResponse.Change;
import io.bancada.deployment.rest.WhatIfResponse.Delta;
import io.bancada.deployment.service.DeploymentName;
import io.bancada.deployment.service.References;
import io.bancada.deployment.service.TemplateDeployment;
import io.bancada.deployment.service.TemplateResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says what a template would change, by comparing what it asks for with what is there. Changes nothing. */
@ApplicationScoped
public class WhatIf {
    private final Deployables deployables;

    @Inject
    public WhatIf(Deployables deployables) {
        this.deployables = deployables;
    }

    @SuppressWarnings("NullAway")
    protected WhatIf() {
        this(null);
    }

    WhatIfResponse of(Caller caller, DeploymentName name, TemplateDeployment plan) {
        var resources = plan.resources();
        return WhatIfResponse.of(IntStream.range(0, resources.size())
                .mapToObj(i -> change(caller, name, plan, i, resources.get(i)))
                .toList());
    }

    private Change change(Caller caller, DeploymentName name, TemplateDeployment plan, int at, TemplateResource r) {
        var there = deployables.find(caller, name, r);
        JsonNode wanted;
        try {
            wanted = plan.body(at, deployables.references(caller, name, plan));
        } catch (References.Needed e) {
            return new Change(r.id(), "Deploy", there.orElse(null), null, null);
        }
        var after = described(r, wanted);
        if (there.isEmpty()) {
            return new Change(r.id(), "Create", null, after, null);
        }
        var before = (ObjectNode) there.orElseThrow().deepCopy();
        before.put("apiVersion", r.apiVersion());
        var delta = new ArrayList<Delta>();
        compare("", before, wanted, delta);
        var hidden = deployables.neverShown(r.type());
        delta.removeIf(d ->
                hidden.stream().anyMatch(h -> d.path().equals(h) || d.path().startsWith(h + ".")));
        return new Change(r.id(), delta.isEmpty() ? "NoChange" : "Modify", before, after, List.copyOf(delta));
    }

    private static ObjectNode described(TemplateResource r, JsonNode wanted) {
        ObjectNode after = wanted.deepCopy();
        return after.put("id", r.id())
                .put("name", r.names().get(r.names().size() - 1))
                .put("type", r.type())
                .put("apiVersion", r.apiVersion());
    }

    /** What is asked for and is not so; what is not asked for stays as it is. */
    private static void compare(String path, JsonNode before, JsonNode wanted, List<Delta> delta) {
        wanted.properties().forEach(p -> {
            var here = path.isEmpty() ? p.getKey() : path + "." + p.getKey();
            var was = before.path(p.getKey());
            var will = p.getValue();
            if (will.isObject() && was.isObject()) {
                compare(here, was, will, delta);
            } else if (!same(was, will)) {
                delta.add(
                        was.isMissingNode()
                                ? new Delta(here, "Create", null, will)
                                : new Delta(here, "Modify", was, will));
            }
        });
    }

    private static boolean same(JsonNode was, JsonNode will) {
        if (will.isNull() || (will.isContainerNode() && will.isEmpty())) {
            return was.isMissingNode() || was.isNull() || was.isEmpty();
        }
        // names of sizes and locations are written in any case, and durations in several ways
        return was.equals(will)
                || (was.isTextual() && was.asText().equalsIgnoreCase(will.asText()))
                || duration(was)
                        .filter(d -> duration(will).equals(Optional.of(d)))
                        .isPresent();
    }

    private static Optional<Duration> duration(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Duration.parse(node.asText())) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
