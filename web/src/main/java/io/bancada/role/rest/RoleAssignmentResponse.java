package io.bancada.role.rest;

import io.bancada.access.model.Scope;
import io.bancada.role.service.RoleAssignmentDetails;
import java.time.Instant;

/** ARM's RoleAssignment, with the names that people read. */
record RoleAssignmentResponse(String id, String name, String type, Properties properties) {
    /**
     * Who holds what where.
     *
     * @param principalName what the principal was called when the role was given
     * @param roleName what people call the role
     */
    record Properties(
            String roleDefinitionId,
            String roleName,
            String principalId,
            String principalType,
            String principalName,
            String scope,
            String description,
            Instant createdOn,
            Instant updatedOn,
            String createdBy,
            String updatedBy) {}

    static RoleAssignmentResponse from(String subscription, RoleAssignmentDetails a) {
        return new RoleAssignmentResponse(
                (a.scope().equals(Scope.ROOT) ? "" : a.scope().id()) + RolePaths.ASSIGNMENTS + "/" + a.name(),
                a.name(),
                "Microsoft.Authorization/roleAssignments",
                new Properties(
                        RoleDefinitionResponse.id(subscription, a.role()),
                        a.roleName(),
                        a.principal().id(),
                        a.principal().type().name(),
                        a.principal().name(),
                        a.scope().id(),
                        a.description(),
                        a.createdAt(),
                        a.createdAt(),
                        a.createdBy(),
                        a.createdBy()));
    }
}
