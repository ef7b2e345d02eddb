package io.bancada.login.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.person.service.IssuerTrust;
import io.bancada.web.WebConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

/** Keycloak's endpoints for tokens and device codes, of the one issuer that is configured: within seconds, and within a size. */
@ApplicationScoped
public class LoginProvider {
    private static final Logger LOG = Logger.getLogger(LoginProvider.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 17;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build());

    private final HttpClient http;
    private final String endpoints;

    @Inject
    public LoginProvider(WebConfig config) {
        var builder = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        config.caFile().ifPresent(file -> builder.sslContext(IssuerTrust.in(file)));
        this.http = builder.build();
        this.endpoints = config.issuer() + "/protocol/openid-connect";
    }

    @SuppressWarnings("NullAway")
    protected LoginProvider() {
        http = null;
        endpoints = "";
    }

    /** What was answered, whatever it is. */
    record Answer(int status, JsonNode body) {}

    /** Asks for tokens. */
    Answer token(Map<String, String> form) {
        return post("/token", form);
    }

    /** Asks for a device code. */
    Answer device(Map<String, String> form) {
        return post("/auth/device", form);
    }

    private Answer post(String path, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(endpoints + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var in = response.body()) {
                return new Answer(response.statusCode(), read(in.readNBytes(MOST_BYTES + 1)));
            }
        } catch (IOException e) {
            LOG.warnf("the identity provider does not answer az: %s", e.getMessage());
            throw LoginRefused.unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LoginRefused.unavailable();
        }
    }

    private static JsonNode read(byte[] bytes) throws IOException {
        if (bytes.length > MOST_BYTES) {
            throw new IOException("more than " + MOST_BYTES + " bytes");
        }
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IOException("no JSON", e);
        }
    }
}
