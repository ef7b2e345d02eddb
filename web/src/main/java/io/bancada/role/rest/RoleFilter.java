package io.bancada.role.rest;

import io.bancada.access.model.Caller;
import io.bancada.error.BancadaException;
import io.bancada.role.service.RoleQuery;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code $filter} asks of role assignments.
 *
 * @param atScope only what holds at the scope itself, not below it
 * @param principals ids of the only principals that are asked for; empty for all
 */
record RoleFilter(boolean atScope, Set<String> principals) {
    private static final Pattern AND = Pattern.compile("\\s+and\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern EQUALS = Pattern.compile("(\\w+)\\s+eq\\s+'([^']*)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASSIGNED_TO = Pattern.compile("assignedTo\\('([^']*)'\\)", Pattern.CASE_INSENSITIVE);

    RoleFilter {
        principals = Set.copyOf(principals);
    }

    /**
     * A filter of assignments as the query has it.
     *
     * @throws BancadaException 400 naming {@code $filter}
     */
    static RoleFilter assignments(Optional<String> filter, Caller caller) {
        var atScope = false;
        var principals = new HashSet<String>();
        for (var term : terms(filter)) {
            var equals = EQUALS.matcher(term);
            var assigned = ASSIGNED_TO.matcher(term);
            if (term.equalsIgnoreCase("atScope()")) {
                atScope = true;
            } else if (assigned.matches()) {
                principals.add(assigned.group(1));
                if (assigned.group(1).equals(caller.subject())) {
                    principals.addAll(caller.groups());
                }
            } else if (equals.matches() && equals.group(1).equalsIgnoreCase("principalId")) {
                principals.add(equals.group(2));
            } else {
                throw refusal(term, "atScope(), assignedTo('id') and principalId eq 'id'");
            }
        }
        return new RoleFilter(atScope, principals);
    }

    /**
     * A filter of roles as the query has it.
     *
     * @throws BancadaException 400 naming {@code $filter}
     */
    static RoleQuery roles(Optional<String> filter) {
        var query = RoleQuery.ASSIGNABLE;
        for (var term : terms(filter)) {
            var equals = EQUALS.matcher(term);
            if (term.equalsIgnoreCase("atScopeAndBelow()")) {
                query = new RoleQuery(query.roleName(), query.builtIn(), true);
            } else if (equals.matches() && equals.group(1).equalsIgnoreCase("roleName")) {
                query = new RoleQuery(Optional.of(equals.group(2)), query.builtIn(), query.below());
            } else if (equals.matches() && equals.group(1).equalsIgnoreCase("type")) {
                query = new RoleQuery(query.roleName(), Optional.of(builtIn(equals.group(2))), query.below());
            } else {
                throw refusal(term, "atScopeAndBelow(), roleName eq 'name' and type eq 'CustomRole'");
            }
        }
        return query;
    }

    private static boolean builtIn(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "builtinrole" -> true;
            case "customrole" -> false;
            default -> throw refusal(type, "the types BuiltInRole and CustomRole");
        };
    }

    private static String[] terms(Optional<String> filter) {
        return filter.map(String::strip)
                .filter(f -> !f.isEmpty())
                .map(f -> AND.split(f, -1))
                .orElse(new String[0]);
    }

    private static BancadaException refusal(String term, String known) {
        return BancadaException.invalid("$filter", "'" + term + "' cannot be asked for; known are " + known + ".");
    }
}
