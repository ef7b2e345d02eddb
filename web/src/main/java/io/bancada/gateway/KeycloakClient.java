package io.bancada.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.app.service.SignOn;
import io.bancada.person.service.IssuerTrust;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Asks Keycloak, as the portal's client: by a refresh while the person is at work, else by introspection, which extends nothing. */
final class KeycloakClient implements IdentityProvider {
    private static final Logger LOG = Logger.getLogger(KeycloakClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String CLIENT = "bancada-portal";

    private final HttpClient http;
    private final String tokens;
    private final String secret;

    KeycloakClient(GatewayConfig config) {
        var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        config.caFile().ifPresent(file -> builder.sslContext(IssuerTrust.in(file)));
        this.http = builder.build();
        this.tokens = config.issuer() + "/protocol/openid-connect/token";
        this.secret = config.clientSecret();
    }

    @Override
    public Answer ask(SignOn signOn, boolean used) {
        try {
            return used ? refresh(signOn) : introspect(signOn);
        } catch (IOException e) {
            LOG.debug("the identity provider does not answer", e);
            return new Answer(State.UNKNOWN, signOn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(State.UNKNOWN, signOn);
        }
    }

    private Answer refresh(SignOn signOn) throws IOException, InterruptedException {
        var response = post(tokens, Map.of("grant_type", "refresh_token", "refresh_token", signOn.refreshToken()));
        if (response.statusCode() == 200) {
            var fresh = JSON.readTree(response.body()).path("refresh_token").asText(signOn.refreshToken());
            return new Answer(State.ACTIVE, new SignOn(signOn.id(), fresh));
        }
        var refused = response.statusCode() == 400
                && "invalid_grant".equals(json(response).path("error").asText());
        return new Answer(refused ? State.ENDED : State.UNKNOWN, signOn);
    }

    private Answer introspect(SignOn signOn) throws IOException, InterruptedException {
        var response = post(
                tokens + "/introspect", Map.of("token", signOn.refreshToken(), "token_type_hint", "refresh_token"));
        if (response.statusCode() != 200) {
            return new Answer(State.UNKNOWN, signOn);
        }
        return new Answer(json(response).path("active").asBoolean() ? State.ACTIVE : State.ENDED, signOn);
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> post(String where, Map<String, String> form) throws IOException, InterruptedException {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(
                        Collectors.joining("&", "client_id=" + CLIENT + "&client_secret=" + encoded(secret) + "&", ""));
        return http.send(
                HttpRequest.newBuilder(URI.create(where))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
