package io.bancada.person.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bancada.message.Message;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's Admin REST API for users and groups, asked as a client of its own with a token that is kept until shortly before it ends.
 * Few questions at a time; after one that got no answer the next ones are spared the wait for some seconds.
 */
final class KeycloakUsers {
    private static final Logger LOG = Logger.getLogger(KeycloakUsers.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_AT_A_TIME = 8;
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final DirectoryConfig config;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(MOST_AT_A_TIME);
    private @Nullable HttpClient http;
    private @Nullable Token token;
    private volatile Instant silentUntil = Instant.MIN;

    KeycloakUsers(DirectoryConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * What Keycloak answers; any status but 401 is the caller's to judge.
     *
     * @param rest what follows {@code /users}
     * @throws DirectoryUnavailable where there is no answer
     */
    Answer get(String rest) {
        return getFrom("/users" + rest);
    }

    /** The same for groups; {@code rest} follows {@code /groups}. */
    Answer getGroups(String rest) {
        return getFrom("/groups" + rest);
    }

    private Answer getFrom(String path) {
        if (config.secret().isEmpty()) {
            throw new DirectoryUnavailable(Message.of("directory.unset"));
        }
        if (clock.instant().isBefore(silentUntil) || !turns.tryAcquire()) {
            throw new DirectoryUnavailable(Message.of("directory.silent"));
        }
        try {
            var answer = ask(path, token());
            if (answer.status() == 401) { // taken back before its time, as by a restart of Keycloak
                forget();
                answer = ask(path, token());
            }
            if (answer.status() == 401 || answer.status() >= 500) {
                throw refused(answer.status());
            }
            return answer;
        } finally {
            turns.release();
        }
    }

    private Answer ask(String path, String bearer) {
        return send(HttpRequest.newBuilder(URI.create(config.url() + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Accept", "application/json"));
    }

    private synchronized String token() {
        var now = clock.instant();
        if (token == null || !now.isBefore(token.end())) {
            var form = "grant_type=client_credentials&client_id=" + encoded(config.client()) + "&client_secret="
                    + encoded(config.secret().orElse(""));
            var answer = send(HttpRequest.newBuilder(config.tokens())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
            if (answer.status() != 200) {
                throw refused(answer.status());
            }
            var life = Duration.ofSeconds(answer.body().path("expires_in").asLong())
                    .minus(MARGIN);
            token = new Token(answer.body().path("access_token").asText(), now.plus(life));
        }
        return token.value();
    }

    private synchronized void forget() {
        token = null;
    }

    private synchronized HttpClient http() {
        if (http == null) {
            var builder = HttpClient.newBuilder().connectTimeout(config.timeout());
            config.caFile().ifPresent(file -> builder.sslContext(IssuerTrust.in(file)));
            http = builder.build();
        }
        return http;
    }

    private Answer send(HttpRequest.Builder request) {
        var coming = http().sendAsync(request.timeout(config.timeout()).build(), HttpResponse.BodyHandlers.ofString());
        try {
            var response = coming.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            var readable = response.statusCode() == 200;
            return new Answer(
                    response.statusCode(), readable ? JSON.readTree(response.body()) : MissingNode.getInstance());
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new DirectoryUnavailable(Message.of("directory.silent"), e);
        } catch (ExecutionException | TimeoutException | IOException e) {
            coming.cancel(true);
            silentUntil = clock.instant().plus(REST);
            LOG.warnf("the directory of people at %s does not answer: %s", config.url(), e);
            throw new DirectoryUnavailable(Message.of("directory.silent"), e);
        }
    }

    private DirectoryUnavailable refused(int status) {
        silentUntil = clock.instant().plus(REST);
        LOG.warnf(
                "the directory of people at %s answers %d to the client %s; see docs/operate.md",
                config.url(), status, config.client());
        return new DirectoryUnavailable(Message.of("directory.refused", String.valueOf(status)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The body is missing unless the status is 200. */
    record Answer(int status, JsonNode body) {}

    private record Token(String value, Instant end) {}
}
