package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.bancada.deployment.service.Functions.Function;
import java.util.Comparator;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;

/** Comparing, deciding and counting. What must not evaluate all its arguments ({@code if}) is in {@link Evaluation}. */
final class LogicFunctions {
    static final Map<String, Function> ALL = Map.ofEntries(
            Map.entry("true", a -> BooleanNode.TRUE),
            Map.entry("false", a -> BooleanNode.FALSE),
            Map.entry("null", a -> NullNode.instance),
            Map.entry("equals", a -> BooleanNode.valueOf(same(a.between(2, 2).value(0), a.value(1)))),
            Map.entry("not", a -> BooleanNode.valueOf(!a.between(1, 1).bool(0))),
            Map.entry(
                    "and",
                    a -> BooleanNode.valueOf(
                            IntStream.range(0, a.between(2, 100).count()).allMatch(a::bool))),
            Map.entry(
                    "or",
                    a -> BooleanNode.valueOf(
                            IntStream.range(0, a.between(2, 100).count()).anyMatch(a::bool))),
            Map.entry("less", a -> compared(a, c -> c < 0)),
            Map.entry("lessorequals", a -> compared(a, c -> c <= 0)),
            Map.entry("greater", a -> compared(a, c -> c > 0)),
            Map.entry("greaterorequals", a -> compared(a, c -> c >= 0)),
            Map.entry("add", a -> number(a, Math::addExact)),
            Map.entry("sub", a -> number(a, Math::subtractExact)),
            Map.entry("mul", a -> number(a, Math::multiplyExact)),
            Map.entry("div", a -> number(a, (x, y) -> x / y)),
            Map.entry("mod", a -> number(a, (x, y) -> x % y)),
            Map.entry("min", a -> extreme(a, Comparator.reverseOrder())),
            Map.entry("max", a -> extreme(a, Comparator.naturalOrder())));

    private LogicFunctions() {}

    /** Whether two values are one, however their numbers are kept. */
    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (x, y) -> x.isNumber() && y.isNumber() && x.decimalValue().compareTo(y.decimalValue()) == 0
                        ? 0
                        : x.equals(y) ? 0 : 1,
                other);
    }

    private static BooleanNode compared(Arguments a, IntPredicate wanted) {
        a.between(2, 2);
        var order = a.value(0).isTextual() ? a.text(0).compareTo(a.text(1)) : Long.compare(a.number(0), a.number(1));
        return BooleanNode.valueOf(wanted.test(order));
    }

    private static LongNode number(Arguments a, LongBinaryOperator operator) {
        a.between(2, 2);
        try {
            return LongNode.valueOf(operator.applyAsLong(a.number(0), a.number(1)));
        } catch (ArithmeticException e) {
            throw a.wrong("The result is no number that can be kept.");
        }
    }

    private static LongNode extreme(Arguments a, Comparator<Long> order) {
        return a.numbers().max(order).map(LongNode::valueOf).orElseThrow(() -> a.wrong("There are no numbers."));
    }
}
