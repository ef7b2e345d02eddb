package io.bancada.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** One of Azure's built-in roles, decided here again from its definition alone. */
record Role(String name, String roleName, List<String> actions, List<String> notActions) {
    /** Who holds no role at all. */
    static final Role NONE = new Role("", "nobody", List.of(), List.of());

    static List<Role> builtIn() {
        try (var in = Role.class.getResourceAsStream("rbac-builtin-roles.json")) {
            var definitions = new ObjectMapper().readTree(in);
            return StreamSupport.stream(definitions.spliterator(), false)
                    .map(d -> new Role(
                            d.path("name").asText(),
                            d.path("roleName").asText(),
                            texts(d.path("actions")),
                            texts(d.path("notActions"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean allowsAll(List<String> wanted) {
        return wanted.stream()
                .allMatch(action -> actions.stream().anyMatch(p -> covers(p, action))
                        && notActions.stream().noneMatch(p -> covers(p, action)));
    }

    /** An asterisk between two slashes may stand for nothing, slash and all: see the role Data Scientist. */
    static boolean covers(String pattern, String action) {
        var wanted = action.toLowerCase(Locale.ROOT);
        var p = pattern.toLowerCase(Locale.ROOT);
        return glob(p, wanted) || (p.contains("/*/") && glob(p.replace("/*/", "/"), wanted));
    }

    private static boolean glob(String pattern, String text) {
        var parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(text);
        }
        var last = parts[parts.length - 1];
        if (!text.startsWith(parts[0]) || text.length() < parts[0].length() + last.length() || !text.endsWith(last)) {
            return false;
        }
        int from = parts[0].length();
        for (var part : Arrays.asList(parts).subList(1, parts.length - 1)) {
            int found = text.indexOf(part, from);
            if (found < 0) {
                return false;
            }
            from = found + part.length();
        }
        return from <= text.length() - last.length();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public String toString() {
        return roleName;
    }
}
