package io.bancada.access.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A role: what it allows less what it takes back.
 *
 * @param name ARM's role definition name, a UUID
 * @param roleName the name that people read
 * @param description what it is for, in the words of whoever defined it; may be empty
 * @param actions allowed actions; an asterisk stands for any run of characters
 * @param notActions taken back from {@code actions} of this role (not of other roles)
 */
public record RoleDefinition(
        String name, String roleName, String description, List<String> actions, List<String> notActions) {
    private static final int MOST_COMPILED = 10_000;

    /** The lines of roles as expressions. */
    private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

    public RoleDefinition {
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
    }

    /** Whether this role allows the action, such as {@code Microsoft.MachineLearningServices/workspaces/computes/read}. */
    public boolean allows(String action) {
        return allowedBy(action).isPresent() && takenBackBy(action).isEmpty();
    }

    /** Its line that allows the action, whether or not another takes it back. */
    public Optional<String> allowedBy(String action) {
        return actions.stream().filter(p -> matches(p, action)).findFirst();
    }

    /** Its line that takes the action back. */
    public Optional<String> takenBackBy(String action) {
        return notActions.stream().filter(p -> matches(p, action)).findFirst();
    }

    /** Whether a line of a role, which may have asterisks in it, stands for the action. */
    public static boolean matches(String pattern, String action) {
        if (COMPILED.size() > MOST_COMPILED) {
            COMPILED.clear();
        }
        return COMPILED.computeIfAbsent(pattern, RoleDefinition::compile)
                .matcher(action)
                .matches();
    }

    // "x/*/write" covers "x/write" as well as "x/y/write": the built-in Data Scientist role denies "computes/*/write"
    // and is described as unable to create computes, so the empty run counts.
    private static Pattern compile(String pattern) {
        var regex = new StringBuilder();
        for (var literal : pattern.split("(?<=\\*)|(?=\\*)|(?<=/)|(?=/)", -1)) {
            regex.append(literal.equals("*") ? ".*" : Pattern.quote(literal));
        }
        var slashed = regex.toString().replace("\\Q/\\E.*\\Q/\\E", "/(?:.*/)?");
        return Pattern.compile(slashed, Pattern.CASE_INSENSITIVE);
    }
}
