package io.bancada.person.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bancada.workspace.service.MapConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An identity provider with users that are written down, which notes what it is asked. */
final class FakeKeycloak implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Map<String, String> users = new HashMap<>();
    final CountDownLatch released = new CountDownLatch(1);
    volatile String good = "token-1";
    volatile int tokenStatus = 200;
    volatile int status = 200;
    volatile boolean hangs;
    private final HttpServer server;

    FakeKeycloak() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/realms/bancada/protocol/openid-connect/token", this::token);
        server.createContext("/admin/realms/bancada/users", this::users);
        server.start();
    }

    DirectoryConfig config(String... more) {
        var values = new HashMap<>(Map.of(
                "bancada.oidc.issuer",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/bancada",
                "bancada.directory.secret",
                "s&cret"));
        for (var i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return new DirectoryConfig(new MapConfig(values));
    }

    private void token(HttpExchange exchange) throws IOException {
        asked.add("token " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, tokenStatus, "{\"access_token\": \"" + good + "\", \"expires_in\": 300}");
    }

    private void users(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        asked.add(URLDecoder.decode(
                uri.getRawPath().substring("/admin/realms/bancada/users".length())
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
                StandardCharsets.UTF_8));
        if (hangs) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (!("Bearer " + good).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
        } else if (status != 200) {
            answer(exchange, status, "{}");
        } else if (uri.getPath().endsWith("/groups")) {
            answer(
                    exchange,
                    200,
                    "[{\"id\": \"g1\", \"name\": \"data-scientists\", \"path\": \"/labs/data-scientists\"}]");
        } else if (uri.getRawQuery() != null) {
            answer(exchange, 200, "[" + String.join(",", users.values()) + "]");
        } else {
            var id = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
            answer(exchange, users.containsKey(id) ? 200 : 404, users.getOrDefault(id, "{}"));
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
    }
}
