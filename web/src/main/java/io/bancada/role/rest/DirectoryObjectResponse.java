package io.bancada.role.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.bancada.role.service.NamedPrincipal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person, client or group as Microsoft Graph shows them, as far as az reads it.
 *
 * @param type {@code #microsoft.graph.user}, {@code #microsoft.graph.servicePrincipal} or {@code #microsoft.graph.group}
 * @param userPrincipalName of a person: the user name
 * @param servicePrincipalNames of a client: its id
 */
record DirectoryObjectResponse(
        @JsonProperty("@odata.type") String type,
        String id,
        String displayName,
        @Nullable String userPrincipalName,
        @Nullable String appId,
        @Nullable List<String> servicePrincipalNames) {
    static DirectoryObjectResponse from(NamedPrincipal named) {
        var p = named.principal();
        return switch (p.type()) {
            case User -> user(p.id(), p.name(), named.signOnName());
            case ServicePrincipal ->
                new DirectoryObjectResponse(
                        "#microsoft.graph.servicePrincipal",
                        p.id(),
                        p.name(),
                        null,
                        named.signOnName(),
                        List.of(named.signOnName()));
            case Group -> new DirectoryObjectResponse("#microsoft.graph.group", p.id(), p.name(), null, null, null);
        };
    }

    static DirectoryObjectResponse user(String id, String name, String userName) {
        return new DirectoryObjectResponse("#microsoft.graph.user", id, name, userName, null, null);
    }
}
