package io.bancada.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A route as the product's own OpenAPI has it, so that none is forgotten here.
 *
 * @param access who may, as the route declares it
 * @param actions what a role must allow
 */
record ServedRoute(String id, String method, String path, String access, List<String> actions) {
    static List<ServedRoute> all(JsonNode openApi) {
        var routes = new ArrayList<ServedRoute>();
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(o -> routes.add(route(o.getKey(), path.getKey(), o.getValue()))));
        return routes;
    }

    /** Whether its path names a workspace, and so belongs to one. */
    boolean inWorkspace() {
        return path.contains("/workspaces/{workspaceName}");
    }

    boolean needsToken() {
        return !Set.of("anonymous", "signature", "secret", "logout").contains(access);
    }

    private static ServedRoute route(String method, String path, JsonNode operation) {
        var actions = new ArrayList<String>();
        operation.path("x-bancada-actions").forEach(a -> actions.add(a.asText()));
        return new ServedRoute(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("x-bancada-access").asText(),
                actions);
    }

    @Override
    public String toString() {
        return id;
    }
}
