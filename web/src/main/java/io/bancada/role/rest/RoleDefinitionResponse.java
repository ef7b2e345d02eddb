package io.bancada.role.rest;

import io.bancada.access.model.Scope;
import io.bancada.role.service.RoleDetails;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ARM's RoleDefinition. */
record RoleDefinitionResponse(String id, String name, String type, Properties properties) {
    /**
     * What the role is.
     *
     * @param type BuiltInRole or CustomRole
     */
    record Properties(
            String roleName,
            String type,
            String description,
            List<String> assignableScopes,
            List<Permission> permissions,
            @Nullable Instant createdOn,
            @Nullable String createdBy,
            @Nullable Instant updatedOn,
            @Nullable String updatedBy) {}

    record Permission(
            List<String> actions, List<String> notActions, List<String> dataActions, List<String> notDataActions) {}

    static String id(String subscription, String name) {
        return "/subscriptions/" + subscription + RolePaths.DEFINITIONS + "/" + name;
    }

    static RoleDefinitionResponse from(String subscription, RoleDetails role) {
        var definition = role.definition();
        var made = role.made().orElse(null);
        return new RoleDefinitionResponse(
                id(subscription, definition.name()),
                definition.name(),
                "Microsoft.Authorization/roleDefinitions",
                new Properties(
                        definition.roleName(),
                        role.builtIn() ? "BuiltInRole" : "CustomRole",
                        definition.description(),
                        role.assignableScopes().stream().map(Scope::id).toList(),
                        List.of(new Permission(definition.actions(), definition.notActions(), List.of(), List.of())),
                        made == null ? null : made.createdAt(),
                        made == null ? null : made.createdBy(),
                        made == null ? null : made.updatedAt(),
                        made == null ? null : made.updatedBy()));
    }
}
