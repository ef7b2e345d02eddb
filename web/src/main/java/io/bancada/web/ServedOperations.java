package io.bancada.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the resources really serve, with what the tables beside this package say of it. A resource that no table knows is
 * a mistake that stops the description from being made, so none goes unnoticed.
 */
final class ServedOperations {
    private static final List<String> TABLES =
            List.of("operations-2024-04-01.tsv", "operations-bancada.tsv", "operations-plain.tsv");

    private final Map<String, ArmTable.Row> byRoute = new HashMap<>();
    private final Map<String, ArmTable.Row> rules = new HashMap<>();

    ServedOperations() {
        TABLES.forEach(t -> ArmTable.read(t).forEach(r -> byRoute.put(route(r.cell(1), r.cell(2)), r)));
        ArmTable.read("served.tsv").forEach(r -> rules.put(r.cell(0), r));
    }

    /** Ids in {@code served.tsv}. */
    Collection<String> declared() {
        return rules.keySet();
    }

    /**
     * The operations of a resource class.
     *
     * @throws IllegalStateException when a route has no operation id, or the operation declares no access
     */
    Stream<ServedOperation> of(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> verb(method).stream().map(verb -> operation(verb, path(resource, method), method)));
    }

    private ServedOperation operation(String verb, String path, Method method) {
        var row = byRoute.get(route(verb, path));
        if (row == null) {
            throw new IllegalStateException(verb + " " + plain(path) + " is in no table of operations");
        }
        var rule = rules.get(row.cell(0));
        if (rule == null) {
            throw new IllegalStateException(row.cell(0) + " (" + verb + " " + path + ") is not in served.tsv");
        }
        return new ServedOperation(
                row.cell(0),
                verb,
                plain(row.cell(2)),
                ServedOperation.Access.valueOf(rule.cell(1)),
                words(rule.cell(2)),
                words(rule.cell(3)).stream().map(Integer::valueOf).toList(),
                words(rule.cell(4)),
                rule.cell(5),
                method);
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Class<?> resource, Method method) {
        var root = resource.getAnnotation(Path.class).value();
        var below = Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value);
        return below.map(b -> root + "/" + b).orElse(root);
    }

    /** Methods and paths are one when only the names of parameters differ. */
    private static String route(String verb, String path) {
        return verb + " " + plain(path).replaceAll("\\{[^}]+}", "{}").toLowerCase(Locale.ROOT);
    }

    private static String plain(String path) {
        return path.replaceAll("\\s*:[^}]*}", "}");
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(" ", -1));
    }
}
