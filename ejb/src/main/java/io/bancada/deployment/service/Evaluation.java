package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bancada.deployment.service.Expression.Call;
import io.bancada.deployment.service.Expression.Item;
import io.bancada.deployment.service.Expression.Literal;
import io.bancada.deployment.service.Expression.Member;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Puts values in the place of expressions. What that may cost is limited: {@value #MOST_WORK} steps for a whole template, where
 * a step is a function, or a node or 64 characters of what it makes.
 */
final class Evaluation {
    static final int MOST_WORK = 1_000_000;
    private static final int CHARACTERS = 64;

    private final DeploymentPlace place;
    private final TemplateValues values;
    private final References references;
    private final Map<String, Long> copies;
    private final Work work;

    /** How much has been done, for all evaluations of one template. */
    static final class Work {
        private int done;

        private void add(int steps, String where) {
            done += steps;
            if (done > MOST_WORK) {
                throw InvalidTemplate.at(where, "The template takes too much work to evaluate; make it smaller.");
            }
        }
    }

    Evaluation(DeploymentPlace place, TemplateValues values, References references, Work work) {
        this(place, values, references, Map.of(), work);
    }

    private Evaluation(
            DeploymentPlace place, TemplateValues values, References references, Map<String, Long> copies, Work work) {
        this.place = place;
        this.values = values;
        this.references = references;
        this.copies = copies;
        this.work = work;
    }

    /** The same within a copy: {@code copyIndex()} is its number, counted from 0. */
    Evaluation copy(String name, long index) {
        return new Evaluation(place, values, references, Map.of("", index, name.toLowerCase(Locale.ROOT), index), work);
    }

    /** The same where resources can be looked at. */
    Evaluation with(References there) {
        return new Evaluation(place, values, there, copies, work);
    }

    /**
     * A value of the template with all expressions in it evaluated.
     *
     * @param where it stands in the template, for refusals
     * @throws io.bancada.error.BancadaException 400 InvalidTemplate
     * @throws References.Needed where a resource is asked for that is not there yet
     */
    JsonNode value(JsonNode given, String where) {
        work.add(1, where);
        if (given.isTextual()) {
            return text(given.textValue(), where);
        }
        if (given.isArray()) {
            var made = JsonNodeFactory.instance.arrayNode();
            for (var i = 0; i < given.size(); i++) {
                made.add(value(given.get(i), where + "[" + i + "]"));
            }
            return made;
        }
        if (given.isObject()) {
            var made = JsonNodeFactory.instance.objectNode();
            given.properties()
                    .forEach(p ->
                            made.set(text(p.getKey(), where).asText(), value(p.getValue(), where + "." + p.getKey())));
            return made;
        }
        return given;
    }

    private JsonNode text(String text, String where) {
        if (ExpressionParser.isExpression(text)) {
            return evaluate(ExpressionParser.parse(text, where), where);
        }
        return TextNode.valueOf(text.startsWith("[[") ? text.substring(1) : text);
    }

    JsonNode evaluate(Expression expression, String where) {
        var made = switch (expression.kind()) {
            case LITERAL -> ((Literal) expression).value();
            case CALL -> call((Call) expression, where);
            case MEMBER -> member(evaluate(((Member) expression).of(), where), ((Member) expression).name(), where);
            case ITEM ->
                item(evaluate(((Item) expression).of(), where), evaluate(((Item) expression).at(), where), where);
        };
        weigh(made, where);
        return made;
    }

    private void weigh(JsonNode made, String where) {
        work.add(1 + (made.isTextual() ? made.textValue().length() / CHARACTERS : 0), where);
        made.forEach(part -> weigh(part, where));
    }

    private JsonNode call(Call call, String where) {
        if (call.function().equals("if")) {
            new Arguments("if", Collections.nCopies(call.arguments().size(), TextNode.valueOf("")), where)
                    .between(3, 3);
            var condition =
                    new Arguments("if", List.of(evaluate(call.arguments().get(0), where)), where);
            return evaluate(call.arguments().get(condition.bool(0) ? 1 : 2), where);
        }
        var arguments = new Arguments(
                call.function(),
                call.arguments().stream().map(a -> evaluate(a, where)).toList(),
                where);
        return ofTemplate(arguments).orElseGet(() -> Functions.apply(call.function(), arguments));
    }

    /** Functions that look at the template, at where it is deployed, or at what is there. */
    private Optional<JsonNode> ofTemplate(Arguments a) {
        return Optional.ofNullable(
                switch (a.function()) {
                    case "parameters" -> values.parameter(a.between(1, 1), this);
                    case "variables" -> values.variable(a.between(1, 1), this);
                    case "newguid" -> values.newGuid(a.between(0, 0));
                    case "utcnow" -> values.utcNow(a.between(0, 1));
                    case "resourcegroup" -> place.groupNode();
                    case "subscription" -> place.subscriptionNode();
                    case "deployment" -> place.deploymentNode();
                    case "tenant" -> place.tenantNode();
                    case "resourceid" -> ResourceIds.inGroup(a, place);
                    case "subscriptionresourceid" -> ResourceIds.inSubscription(a, place);
                    case "extensionresourceid" -> ResourceIds.extension(a);
                    case "copyindex" -> LongNode.valueOf(copyIndex(a));
                    case "reference" -> reference(a);
                    default -> null;
                });
    }

    private JsonNode reference(Arguments a) {
        var resource = references.resource(a.between(1, 3).text(0));
        return a.count() == 3 && a.text(2).equalsIgnoreCase("Full") ? resource : resource.path("properties");
    }

    private long copyIndex(Arguments a) {
        var named = a.count() > 0 && a.value(0).isTextual();
        var index = copies.get(named ? a.text(0).toLowerCase(Locale.ROOT) : "");
        if (index == null) {
            throw a.wrong("It is used outside of its copy.");
        }
        var offset = named ? 1 : 0;
        return index + (a.count() > offset ? a.number(offset) : 0);
    }

    private static JsonNode member(JsonNode of, String name, String where) {
        return of.properties().stream()
                .filter(p -> p.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() ->
                        InvalidTemplate.at(where, "There is no property '" + name + "' in what stands before it."));
    }

    private static JsonNode item(JsonNode of, JsonNode at, String where) {
        if (at.isTextual()) {
            return member(of, at.textValue(), where);
        }
        if (!of.isArray() || !at.canConvertToInt() || !of.has(at.intValue())) {
            throw InvalidTemplate.at(where, "There is no item " + at + " in what stands before it.");
        }
        return of.get(at.intValue());
    }
}
