package io.bancada.role.rest;

import io.bancada.error.BancadaException;
import io.bancada.role.service.RoleRequest;
import io.bancada.web.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of RoleDefinitions_CreateOrUpdate. */
record RoleDefinitionBody(@Nullable Properties properties) {
    private static final String FIELD = "properties.permissions";
    /** More than any text may have, so that the service says how long it may be. */
    private static final int LONGEST = 100_000;

    /**
     * What the role is to be.
     *
     * @param permissions exactly one
     */
    record Properties(
            @Nullable String roleName,
            @Nullable String description,
            @Nullable List<Permission> permissions,
            @Nullable List<String> assignableScopes) {}

    /** What it allows; there are no data actions here. */
    record Permission(
            @Nullable List<String> actions,
            @Nullable List<String> notActions,
            @Nullable List<String> dataActions,
            @Nullable List<String> notDataActions) {}

    /**
     * The request, when it can be read.
     *
     * @throws BancadaException 400 naming the field
     */
    RoleRequest request() {
        if (properties == null) {
            throw BancadaException.invalid(
                    "properties", "properties is required; give roleName, permissions and assignableScopes in it.");
        }
        var permission = permission(properties.permissions());
        return new RoleRequest(
                Fields.required("properties.roleName", properties.roleName(), LONGEST),
                Fields.text("properties.description", properties.description(), LONGEST)
                        .orElse(""),
                texts(FIELD + "[0].actions", permission.actions()),
                texts(FIELD + "[0].notActions", permission.notActions()),
                texts("properties.assignableScopes", properties.assignableScopes()));
    }

    private static Permission permission(@Nullable List<Permission> permissions) {
        if (permissions == null || permissions.size() != 1) {
            throw BancadaException.invalid(
                    FIELD,
                    "There are " + (permissions == null ? 0 : permissions.size()) + " permissions; give exactly one.");
        }
        var permission = permissions.get(0);
        if (!texts(FIELD + "[0].dataActions", permission.dataActions()).isEmpty()
                || !texts(FIELD + "[0].notDataActions", permission.notDataActions())
                        .isEmpty()) {
            throw BancadaException.invalid(
                    FIELD + "[0].dataActions", "There are no data actions here; leave dataActions empty.");
        }
        return permission;
    }

    private static List<String> texts(String field, @Nullable List<String> list) {
        if (list == null) {
            return List.of();
        }
        if (list.stream().anyMatch(java.util.Objects::isNull)) {
            throw BancadaException.invalid(field, "One entry is null; give texts.");
        }
        return list;
    }
}
