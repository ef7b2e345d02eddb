package io.bancada.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** The people of the product's realm, as Keycloak's administrator changes them. */
public final class Realm {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Product product;
    private final String keycloak;

    public Realm(Product product) {
        this.product = product;
        this.keycloak = product.issuer().replace("/realms/bancada", "");
    }

    /** The object id of somebody who is there. */
    public String id(String user) {
        return ask("GET", "?exact=true&username=" + user, "", 200).at("/0/id").asText();
    }

    /** Makes somebody who has never signed on, and returns their object id. */
    public String add(String user, String firstName, String lastName) {
        ask("POST", "", """
                {"username": "%s", "enabled": true, "firstName": "%s", "lastName": "%s", "email": "%s@elsewhere.localhost"}""".formatted(user, firstName, lastName, user), 201);
        return id(user);
    }

    /** Lets the person with this object id sign on, or not any more. */
    public void enable(String id, boolean enabled) {
        ask("PUT", "/" + id, "{\"enabled\": " + enabled + "}", 204);
    }

    /** Ends every sign-on of the person with this object id. */
    public void signOff(String id) {
        ask("POST", "/" + id + "/logout", "", 204);
    }

    public void remove(String id) {
        ask("DELETE", "/" + id, "", 204);
    }

    /** Makes a program that signs on with a secret (a service principal), and is in a group; one of before goes. */
    public void addProgram(String client, String secret, String group) {
        removeProgram(client);
        askRealm("POST", "/clients", """
                {"clientId": "%s", "secret": "%s", "publicClient": false, "serviceAccountsEnabled": true,
                 "standardFlowEnabled": false, "protocolMappers": [
                  {"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                   "config": {"included.client.audience": "bancada-api", "access.token.claim": "true"}},
                  {"name": "groups", "protocol": "openid-connect", "protocolMapper": "oidc-group-membership-mapper",
                   "config": {"claim.name": "groups", "full.path": "false", "access.token.claim": "true"}}]}""".formatted(client, secret), 201);
        var id = askRealm("GET", "/clients?clientId=" + client, "", 200)
                .at("/0/id")
                .asText();
        var account = askRealm("GET", "/clients/" + id + "/service-account-user", "", 200)
                .path("id")
                .asText();
        var groups = askRealm("GET", "/groups?exact=true&search=" + group, "", 200);
        ask("PUT", "/" + account + "/groups/" + groups.at("/0/id").asText(), "", 204);
    }

    /** Ends a program, if there is one. */
    public void removeProgram(String client) {
        askRealm("GET", "/clients?clientId=" + client, "", 200)
                .forEach(c -> askRealm("DELETE", "/clients/" + c.path("id").asText(), "", 204));
    }

    private JsonNode ask(String method, String rest, String body, int expected) {
        return askRealm(method, "/users" + rest, body, expected);
    }

    private JsonNode askRealm(String method, String rest, String body, int expected) {
        var response = product.send(HttpRequest.newBuilder(URI.create(keycloak + "/admin/realms/bancada" + rest))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
        if (response.statusCode() != expected) {
            throw new AssertionError(method + " " + rest + ": " + response.statusCode() + " " + response.body());
        }
        return read(response.body());
    }

    private String token() {
        var form = "grant_type=password&client_id=admin-cli&username=keycloak-admin&password="
                + URLEncoder.encode(product.password("keycloak-admin"), StandardCharsets.UTF_8);
        var response = product.send(
                HttpRequest.newBuilder(URI.create(keycloak + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
        return read(response.body()).path("access_token").asText();
    }

    private static JsonNode read(String body) {
        try {
            return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
