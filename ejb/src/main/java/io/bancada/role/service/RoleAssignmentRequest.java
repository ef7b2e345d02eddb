package io.bancada.role.service;

import io.bancada.access.model.RoleAssignment.PrincipalType;
import java.util.Optional;

/**
 * An assignment as somebody wants it, not yet checked.
 *
 * @param roleDefinitionId ARM's id of the role, or its name (a UUID)
 * @param principalId object id of a person or of a client's own account; id or name of a group
 * @param principalType what the principal is; empty where that is not said
 */
public record RoleAssignmentRequest(
        String roleDefinitionId, String principalId, Optional<PrincipalType> principalType, String description) {}
