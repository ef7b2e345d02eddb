package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a function is given.
 *
 * @param function its name, for refusals
 * @param place where the expression stands in the template
 */
record Arguments(String function, List<JsonNode> values, String place) {
    Arguments {
        values = List.copyOf(values);
    }

    int count() {
        return values.size();
    }

    /**
     * Goes on only with so many arguments.
     *
     * @throws io.bancada.error.BancadaException 400
     */
    Arguments between(int least, int most) {
        if (count() < least || count() > most) {
            throw wrong("It takes " + least + (most == least ? "" : " to " + most) + " arguments, and has " + count()
                    + ".");
        }
        return this;
    }

    JsonNode value(int at) {
        if (at >= count()) {
            throw wrong("It has " + count() + " arguments, which is too few.");
        }
        return values.get(at);
    }

    String text(int at) {
        if (!value(at).isTextual()) {
            throw wrong("Argument " + (at + 1) + " is no text.");
        }
        return value(at).textValue();
    }

    long number(int at) {
        if (!value(at).isIntegralNumber() || !value(at).canConvertToLong()) {
            throw wrong("Argument " + (at + 1) + " is no whole number.");
        }
        return value(at).longValue();
    }

    /** A number within limits, such as a place in a list. */
    int number(int at, int least, int most) {
        var number = number(at);
        if (number < least || number > most) {
            throw wrong("Argument " + (at + 1) + " is " + number + "; give " + least + " to " + most + ".");
        }
        return (int) number;
    }

    boolean bool(int at) {
        if (!value(at).isBoolean()) {
            throw wrong("Argument " + (at + 1) + " is neither true nor false.");
        }
        return value(at).booleanValue();
    }

    ArrayNode array(int at) {
        if (!(value(at) instanceof ArrayNode array)) {
            throw wrong("Argument " + (at + 1) + " is no array.");
        }
        return array;
    }

    /** Numbers: all arguments, or those of the one array. */
    Stream<Long> numbers() {
        var from = count() == 1 && value(0).isArray() ? new Arguments(function, list(array(0)), place) : this;
        return IntStream.range(0, from.count()).mapToObj(from::number);
    }

    /** The refusal of this call. */
    RuntimeException wrong(String why) {
        return InvalidTemplate.at(place, "The function " + function + "() cannot be evaluated: " + why);
    }

    private static List<JsonNode> list(ArrayNode array) {
        return IntStream.range(0, array.size()).mapToObj(array::get).toList();
    }
}
