package io.bancada.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every path that ARM's API has, whether it is served here or not. ARM's paths match without regard to case, JAX-RS's
 * do not: a path that is known here is rewritten to the spelling of the resources.
 */
@ApplicationScoped
public class Routes {
    private final Node root = new Node("");
    private final List<String[]> operations = new ArrayList<>();
    private final Map<String, String> reasons = new HashMap<>();

    public Routes() {
        for (var row : rows("operations-2024-04-01.tsv")) {
            add(row[0], row[1], row[2]);
        }
        for (var row : rows("operations-bancada.tsv")) {
            add(row[0], row[1], row[2]);
        }
        rows("not-served.tsv").forEach(r -> reasons.put(r[0], r[1]));
    }

    /**
     * The route of a path.
     *
     * @param path percent-encoded as it came, starting with {@code /}
     */
    Optional<Route> find(String path) {
        var segments = path.substring(1).split("/", -1);
        return Optional.ofNullable(match(root, segments, 0, ""));
    }

    /** Why an operation is not served, for people. */
    String reason(String operation) {
        return reasons.entrySet().stream()
                .filter(r -> operation.startsWith(r.getKey()))
                .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue)
                .orElse("It is not offered yet.");
    }

    /** Operation id, method and path of everything that is known. */
    List<String[]> operations() {
        return List.copyOf(operations);
    }

    private static @Nullable Route match(Node node, String[] segments, int from, String path) {
        if (from == segments.length) {
            return node.operations.isEmpty() ? null : new Route(path, node.operations);
        }
        var segment = segments[from];
        var literal = node.literals.get(segment.toLowerCase(Locale.ROOT));
        if (literal != null) {
            var found = match(literal, segments, from + 1, path + "/" + literal.spelling);
            if (found != null) {
                return found;
            }
        }
        if (node.rest != null && !segment.isEmpty()) {
            var rest = String.join("/", List.of(segments).subList(from, segments.length));
            return new Route(path + "/" + rest, node.rest.operations);
        }
        return node.parameter == null || segment.isEmpty()
                ? null
                : match(node.parameter, segments, from + 1, path + "/" + segment);
    }

    private void add(String operation, String method, String template) {
        operations.add(new String[] {operation, method, template});
        var node = root;
        for (var segment : template.substring(1).split("/", -1)) {
            node = node.child(segment);
        }
        node.operations.put(method, operation);
    }

    private static List<String[]> rows(String file) {
        var in = Objects.requireNonNull(Routes.class.getResourceAsStream("/io/bancada/web/" + file), file);
        try (InputStream open = in;
                var lines = new BufferedReader(new InputStreamReader(open, StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Node {
        private final String spelling;
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, String> operations = new HashMap<>();
        private @Nullable Node parameter;
        private @Nullable Node rest;

        private Node(String spelling) {
            this.spelling = spelling;
        }

        private Node child(String segment) {
            if (!segment.startsWith("{")) {
                return literals.computeIfAbsent(segment.toLowerCase(Locale.ROOT), s -> new Node(segment));
            }
            if (segment.endsWith(":.*}")) {
                rest = rest == null ? new Node(segment) : rest;
                return rest;
            }
            parameter = parameter == null ? new Node(segment) : parameter;
            return parameter;
        }
    }
}
