package io.bancada.role.service;

import io.bancada.access.model.Principal;
import io.bancada.access.model.RoleAssignment;
import io.bancada.access.model.Scope;
import java.time.Instant;

/**
 * An assignment as it is shown.
 *
 * @param name ARM's name of it, a UUID
 * @param role ARM's name of the role, a UUID
 * @param roleName what people call the role
 * @param createdBy object id of who gave it; {@code system} for those of the first start
 */
public record RoleAssignmentDetails(
        String name,
        String role,
        String roleName,
        Principal principal,
        Scope scope,
        String description,
        String createdBy,
        Instant createdAt) {
    static RoleAssignmentDetails of(RoleAssignment a, String roleName) {
        return new RoleAssignmentDetails(
                a.name().toString(),
                a.role(),
                roleName,
                new Principal(a.principalType(), a.principal(), a.principalId(), a.principalName()),
                a.scope(),
                a.description(),
                a.createdBy(),
                a.createdAt());
    }
}
