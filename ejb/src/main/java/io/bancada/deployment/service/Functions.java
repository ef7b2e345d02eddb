package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Functions of templates that look at nothing but their arguments: from name in lower case to what it does. */
final class Functions {
    /** A function; its arguments are values already. */
    interface Function {
        JsonNode apply(Arguments arguments);
    }

    private static final List<Map<String, Function>> ALL =
            List.of(TextFunctions.ALL, CollectionFunctions.ALL, LogicFunctions.ALL);

    private Functions() {}

    /** Whether there is such a function. */
    static boolean has(String name) {
        return ALL.stream().anyMatch(f -> f.containsKey(name));
    }

    static JsonNode apply(String name, Arguments arguments) {
        return ALL.stream()
                .filter(f -> f.containsKey(name))
                .map(f -> f.get(name).apply(arguments))
                .findFirst()
                .orElseThrow(() -> arguments.wrong("There is no function of this name here."));
    }
}
