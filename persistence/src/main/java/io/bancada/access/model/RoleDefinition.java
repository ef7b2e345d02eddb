package io.bancada.access.model;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A role: what it allows less what it takes back.
 *
 * @param name ARM's role definition name, a UUID
 * @param roleName the name that people read
 * @param actions allowed actions; an asterisk stands for any run of characters
 * @param notActions taken back from {@code actions} of this role (not of other roles)
 */
public record RoleDefinition(String name, String roleName, List<String> actions, List<String> notActions) {
    /** The actions of roles as expressions; there are as many as roles have lines. */
    private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

    public RoleDefinition {
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
    }

    /** Whether this role allows the action, such as {@code Microsoft.MachineLearningServices/workspaces/computes/read}. */
    public boolean allows(String action) {
        return actions.stream().anyMatch(p -> matches(p, action))
                && notActions.stream().noneMatch(p -> matches(p, action));
    }

    private static boolean matches(String pattern, String action) {
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
