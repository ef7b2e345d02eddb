package io.bancada.role.service;

import java.util.Optional;

/**
 * Which roles of a scope are asked for.
 *
 * @param roleName only the one that people call so, without regard to case
 * @param builtIn only Azure's five, or only the company's own
 * @param below also those that can be assigned only below the scope
 */
public record RoleQuery(Optional<String> roleName, Optional<Boolean> builtIn, boolean below) {
    /** All that can be assigned at the scope. */
    public static final RoleQuery ASSIGNABLE = new RoleQuery(Optional.empty(), Optional.empty(), false);
}
