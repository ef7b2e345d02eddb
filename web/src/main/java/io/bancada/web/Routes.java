package io.bancada.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every path that ARM's API has, whether it is served here or not. ARM's paths match without regard to case, JAX-RS's
 * do not: a path that is known here is rewritten to the spelling of the resources.
 */
@ApplicationScoped
public class Routes {
    private final Node root = new Node("");
    private final Map<String, String> reasons = new HashMap<>();

    public Routes() {
        ArmTable.read("operations-2024-04-01.tsv").forEach(this::add);
        ArmTable.read("operations-bancada.tsv").forEach(this::add);
        ArmTable.read("not-served.tsv").forEach(r -> reasons.put(r.cell(0), r.cell(1)));
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
                .max(Map.Entry.comparingByKey(Comparator.comparingInt(String::length)))
                .map(Map.Entry::getValue)
                .orElse("It is not offered yet.");
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

    private void add(ArmTable.Row row) {
        var node = root;
        for (var segment : row.cell(2).substring(1).split("/", -1)) {
            node = node.child(segment);
        }
        node.operations.put(row.cell(1), row.cell(0));
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
