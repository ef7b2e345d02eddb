package io.bancada.role.rest;

import io.bancada.access.model.RoleAssignment.PrincipalType;
import io.bancada.error.BancadaException;
import io.bancada.role.service.RoleAssignmentRequest;
import io.bancada.web.Fields;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of RoleAssignments_Create. */
record RoleAssignmentBody(@Nullable Properties properties) {
    private static final int LONGEST_ID = 1000;
    /** More than any text may have, so that the service says how long it may be. */
    private static final int LONGEST = 100_000;

    /**
     * Who is to hold what.
     *
     * @param roleDefinitionId ARM id of the role
     * @param principalId object id of a person or client, id or name of a group
     * @param principalType User, Group or ServicePrincipal
     * @param condition not offered: an assignment that ignored it would allow more than was meant
     */
    record Properties(
            @Nullable String roleDefinitionId,
            @Nullable String principalId,
            @Nullable String principalType,
            @Nullable String description,
            @Nullable String condition,
            @Nullable String delegatedManagedIdentityResourceId) {}

    /**
     * The request, when it can be read.
     *
     * @throws BancadaException 400 naming the field
     */
    RoleAssignmentRequest request() {
        if (properties == null) {
            throw BancadaException.invalid(
                    "properties", "properties is required; give roleDefinitionId and principalId in it.");
        }
        requireAbsent("properties.condition", properties.condition());
        requireAbsent("properties.delegatedManagedIdentityResourceId", properties.delegatedManagedIdentityResourceId());
        return new RoleAssignmentRequest(
                Fields.required("properties.roleDefinitionId", properties.roleDefinitionId(), LONGEST_ID),
                Fields.required("properties.principalId", properties.principalId(), LONGEST_ID),
                Optional.ofNullable(properties.principalType()).map(RoleAssignmentBody::type),
                Fields.text("properties.description", properties.description(), LONGEST)
                        .orElse(""));
    }

    private static PrincipalType type(String text) {
        return Arrays.stream(PrincipalType.values())
                .filter(t -> t.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> BancadaException.invalid(
                        "properties.principalType",
                        "'" + text + "' holds no roles here; give User, Group or ServicePrincipal."));
    }

    private static void requireAbsent(String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            throw BancadaException.invalid(field, "This is not offered here; leave it out.");
        }
    }
}
