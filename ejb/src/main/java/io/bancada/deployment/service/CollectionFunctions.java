package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bancada.deployment.service.Functions.Function;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Arrays and objects, and what texts have in common with them. */
final class CollectionFunctions {
    /** Items of an array that a function makes, at most. */
    static final int MOST = 1_000;

    static final Map<String, Function> ALL = Map.ofEntries(
            Map.entry("concat", CollectionFunctions::concat),
            Map.entry("length", a -> LongNode.valueOf(length(a.between(1, 1)))),
            Map.entry("empty", a -> BooleanNode.valueOf(a.between(1, 1).value(0).isNull() || length(a) == 0)),
            Map.entry("contains", CollectionFunctions::contains),
            Map.entry("first", a -> end(a, true)),
            Map.entry("last", a -> end(a, false)),
            Map.entry("take", a -> part(a, 0, a.number(1, 0, Integer.MAX_VALUE))),
            Map.entry("skip", a -> part(a, a.number(1, 0, Integer.MAX_VALUE), Integer.MAX_VALUE)),
            Map.entry("array", a -> a.between(1, 1).value(0).isArray() ? a.value(0) : array().add(a.value(0))),
            Map.entry("createarray", a -> array().addAll(a.values())),
            Map.entry("createobject", CollectionFunctions::object),
            Map.entry("range", CollectionFunctions::range),
            Map.entry("union", CollectionFunctions::union),
            Map.entry("intersection", CollectionFunctions::intersection),
            Map.entry("split", CollectionFunctions::split),
            Map.entry(
                    "join",
                    a -> TextFunctions.text(
                            a,
                            IntStream.range(0, a.between(2, 2).array(0).size())
                                    .mapToObj(
                                            i -> TextFunctions.string(a.array(0).get(i)))
                                    .collect(Collectors.joining(a.text(1))))),
            Map.entry(
                    "coalesce",
                    a -> a.values().stream()
                            .filter(v -> !v.isNull())
                            .findFirst()
                            .orElse(NullNode.instance)));

    private CollectionFunctions() {}

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    private static ArrayNode checked(Arguments a, ArrayNode made) {
        if (made.size() > MOST) {
            throw a.wrong("The array has more than " + MOST + " items.");
        }
        return made;
    }

    private static JsonNode concat(Arguments a) {
        if (a.between(1, 100).value(0).isArray()) {
            var all = array();
            for (var i = 0; i < a.count(); i++) {
                checked(a, all.addAll(a.array(i)));
            }
            return all;
        }
        var all = new StringBuilder();
        for (var value : a.values()) {
            if (value.isContainerNode()) {
                throw a.wrong("It joins texts, or arrays, not both.");
            }
            all.append(TextFunctions.string(value));
            TextFunctions.text(a, all.toString());
        }
        return TextNode.valueOf(all.toString());
    }

    private static int length(Arguments a) {
        var of = a.value(0);
        if (!of.isTextual() && !of.isContainerNode()) {
            throw a.wrong("Argument 1 is no text, array or object.");
        }
        return of.isTextual() ? of.textValue().length() : of.size();
    }

    private static JsonNode contains(Arguments a) {
        var within = a.between(2, 2).value(0);
        var wanted = a.value(1);
        if (within.isTextual()) {
            return BooleanNode.valueOf(within.textValue().contains(TextFunctions.string(wanted)));
        }
        if (within.isObject()) {
            var name = a.text(1);
            return BooleanNode.valueOf(
                    within.properties().stream().anyMatch(p -> p.getKey().equalsIgnoreCase(name)));
        }
        return BooleanNode.valueOf(has(a.array(0), wanted));
    }

    private static boolean has(ArrayNode array, JsonNode wanted) {
        return IntStream.range(0, array.size()).anyMatch(i -> LogicFunctions.same(array.get(i), wanted));
    }

    private static JsonNode end(Arguments a, boolean first) {
        var of = a.between(1, 1).value(0);
        var length = length(a);
        if (of.isTextual()) {
            var at = first ? 0 : length - 1;
            return TextNode.valueOf(length == 0 ? "" : of.textValue().substring(at, at + 1));
        }
        return length == 0 ? NullNode.instance : a.array(0).get(first ? 0 : length - 1);
    }

    private static JsonNode part(Arguments a, int from, int most) {
        a.between(2, 2);
        var length = length(a);
        var begin = Math.min(from, length);
        var end = (int) Math.min(length, (long) begin + most);
        if (a.value(0).isTextual()) {
            return TextNode.valueOf(a.text(0).substring(begin, end));
        }
        var part = array();
        IntStream.range(begin, end).forEach(i -> part.add(a.array(0).get(i)));
        return part;
    }

    private static JsonNode object(Arguments a) {
        if (a.count() % 2 != 0) {
            throw a.wrong("It takes pairs of a name and a value.");
        }
        var made = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < a.count(); i += 2) {
            made.set(a.text(i), a.value(i + 1));
        }
        return made;
    }

    private static JsonNode range(Arguments a) {
        var from = a.between(2, 2).number(0, Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2);
        var made = array();
        IntStream.range(0, a.number(1, 0, MOST)).forEach(i -> made.add((long) from + i));
        return made;
    }

    private static JsonNode union(Arguments a) {
        if (a.between(2, 100).value(0).isObject()) {
            var all = JsonNodeFactory.instance.objectNode();
            for (var value : a.values()) {
                if (!(value instanceof ObjectNode object)) {
                    throw a.wrong("It joins objects, or arrays, not both.");
                }
                all.setAll(object);
            }
            return all;
        }
        var all = array();
        for (var i = 0; i < a.count(); i++) {
            a.array(i).forEach(item -> {
                if (!has(all, item)) {
                    checked(a, all.add(item));
                }
            });
        }
        return all;
    }

    private static JsonNode intersection(Arguments a) {
        var common = array();
        a.between(2, 100).array(0).forEach(item -> {
            if (!has(common, item) && IntStream.range(1, a.count()).allMatch(i -> has(a.array(i), item))) {
                common.add(item);
            }
        });
        return common;
    }

    private static JsonNode split(Arguments a) {
        var by = a.between(2, 2).text(1);
        if (by.isEmpty()) {
            throw a.wrong("Argument 2 is empty.");
        }
        var made = array();
        Arrays.stream(a.text(0).split(Pattern.quote(by), -1)).forEach(made::add);
        return checked(a, made);
    }
}
