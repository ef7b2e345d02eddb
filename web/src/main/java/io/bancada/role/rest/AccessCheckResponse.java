package io.bancada.role.rest;

import io.bancada.role.service.AccessVerdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may do something, and by which of their roles.
 *
 * @param accessDecision Allowed or NotAllowed
 * @param roles each role that the principal holds at the scope or above it, those that allow it first
 */
record AccessCheckResponse(
        String actionId, String scope, String principalId, String accessDecision, List<HeldRoleResponse> roles) {
    /**
     * What one role says.
     *
     * @param allowedBy the line of its actions that allows it
     * @param takenBackBy the line of its notActions that takes it back
     */
    record HeldRoleResponse(
            RoleAssignmentResponse roleAssignment,
            @Nullable String allowedBy,
            @Nullable String takenBackBy) {}

    static AccessCheckResponse from(String subscription, AccessVerdict v) {
        return new AccessCheckResponse(
                v.action(),
                v.scope().id(),
                v.principal().id(),
                v.allowed() ? "Allowed" : "NotAllowed",
                v.lines().stream()
                        .map(l -> new HeldRoleResponse(
                                RoleAssignmentResponse.from(subscription, l.assignment()),
                                l.allowedBy().orElse(null),
                                l.takenBackBy().orElse(null)))
                        .toList());
    }
}
