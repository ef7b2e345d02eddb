package io.bancada.role.service;

import io.bancada.access.model.Principal;
import io.bancada.access.model.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody may do something somewhere, and by which of their roles.
 *
 * @param lines each role that they hold there, those that allow it first
 */
public record AccessVerdict(Principal principal, String action, Scope scope, List<Line> lines) {
    /**
     * What one role says.
     *
     * @param allowedBy the line of its actions that allows it
     * @param takenBackBy the line of its notActions that takes it back
     */
    public record Line(RoleAssignmentDetails assignment, Optional<String> allowedBy, Optional<String> takenBackBy) {
        public boolean allows() {
            return allowedBy.isPresent() && takenBackBy.isEmpty();
        }
    }

    public AccessVerdict {
        lines = List.copyOf(lines);
    }

    /** Default deny: one role is enough, none is not. */
    public boolean allowed() {
        return lines.stream().anyMatch(Line::allows);
    }
}
