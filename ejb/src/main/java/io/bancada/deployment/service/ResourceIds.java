package io.bancada.deployment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.IntStream;

/** The ids that {@code resourceId()} and its like put together. */
final class ResourceIds {
    private ResourceIds() {}

    /** {@code resourceId([subscription], [group], type, name...)}. */
    static JsonNode inGroup(Arguments a, DeploymentPlace place) {
        var type = typeAt(a, 2);
        var subscription = type < 2 ? place.subscription() : a.text(0);
        var group = type < 1 ? place.group() : a.text(type - 1);
        return id(a, "/subscriptions/" + subscription + "/resourceGroups/" + group, type);
    }

    /** {@code subscriptionResourceId([subscription], type, name...)}. */
    static JsonNode inSubscription(Arguments a, DeploymentPlace place) {
        var type = typeAt(a, 1);
        return id(a, type == 0 ? place.subscriptionId() : "/subscriptions/" + a.text(0), type);
    }

    /** {@code extensionResourceId(id, type, name...)}. */
    static JsonNode extension(Arguments a) {
        return id(a.between(3, 20), a.text(0), 1);
    }

    /** A resource by its scope, its type and its names, as many as the type has parts behind the provider. */
    static String of(String scope, String type, List<String> names) {
        var parts = type.split("/", -1);
        var id = new StringBuilder(scope).append("/providers/").append(parts[0]);
        for (var i = 1; i < parts.length; i++) {
            id.append('/').append(parts[i]).append('/').append(names.get(i - 1));
        }
        return id.toString();
    }

    private static int typeAt(Arguments a, int latest) {
        return IntStream.rangeClosed(0, Math.min(latest, a.count() - 1))
                .filter(i -> a.text(i).contains("/"))
                .findFirst()
                .orElseThrow(() -> a.wrong("No argument is a resource type, such as 'Microsoft.X/things'."));
    }

    private static JsonNode id(Arguments a, String scope, int type) {
        var names = IntStream.range(type + 1, a.count()).mapToObj(a::text).toList();
        if (a.text(type).split("/", -1).length - 1 != names.size()) {
            throw a.wrong("The type '" + a.text(type) + "' has not as many parts as there are names.");
        }
        return TextNode.valueOf(of(scope, a.text(type), names));
    }
}
