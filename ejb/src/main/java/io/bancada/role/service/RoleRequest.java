package io.bancada.role.service;

import java.util.List;

/**
 * A custom role as somebody wants it, not yet checked.
 *
 * @param roleName the name that people will read
 * @param actions lines such as {@code Microsoft.MachineLearningServices/workspaces/computes/start/action}; asterisks allowed
 * @param notActions taken back from {@code actions}
 * @param assignableScopes resource ids
 */
public record RoleRequest(
        String roleName,
        String description,
        List<String> actions,
        List<String> notActions,
        List<String> assignableScopes) {
    public RoleRequest {
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
        assignableScopes = List.copyOf(assignableScopes);
    }
}
