package io.bancada.role.service;

import io.bancada.access.model.CustomRole;
import io.bancada.access.model.RoleDefinition;
import io.bancada.access.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A role as it is shown.
 *
 * @param assignableScopes where it may be assigned: there and everywhere below
 * @param made who defined it and when; empty for the built-in ones
 */
public record RoleDetails(RoleDefinition definition, List<Scope> assignableScopes, Optional<Made> made) {
    /** Who defined a role, first and last, by object id. */
    public record Made(String createdBy, Instant createdAt, String updatedBy, Instant updatedAt) {}

    public RoleDetails {
        assignableScopes = List.copyOf(assignableScopes);
    }

    static RoleDetails of(RoleDefinition builtIn) {
        return new RoleDetails(builtIn, List.of(Scope.ROOT), Optional.empty());
    }

    static RoleDetails of(CustomRole r) {
        return new RoleDetails(
                r.definition(),
                r.assignableScopes(),
                Optional.of(new Made(r.createdBy(), r.createdAt(), r.updatedBy(), r.updatedAt())));
    }

    /** Whether it is one of Azure's five. */
    public boolean builtIn() {
        return made.isEmpty();
    }
}
