package io.bancada.gateway;

import io.bancada.access.model.Caller;
import io.bancada.app.service.AppStream;
import io.bancada.app.service.InstanceAccess;
import io.bancada.app.service.InstanceBackend;
import io.bancada.app.service.InstanceDomain;
import io.bancada.app.service.InstanceOrigins;
import io.bancada.app.service.InstanceTickets;
import io.bancada.app.service.SignOn;
import io.undertow.Undertow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The gateway on a server of its own, before two instances: ana's {@code aaa} and bruno's {@code bbb}. */
final class TestGateway implements AutoCloseable {
    static final Caller ANA = new Caller("sub-ana", "ana", "Ana", Set.of(), "test");
    static final Caller BRUNO = new Caller("sub-bruno", "bruno", "Bruno", Set.of(), "test");
    static final Caller ADMIN = new Caller("sub-admin", "admin", "Alice", Set.of("bancada-admins"), "test");

    final TestApp app;
    final Map<String, InstanceBackend> backends = new ConcurrentHashMap<>();
    private final InstanceOrigins origins =
            new InstanceOrigins(List.of(label -> Optional.ofNullable(backends.get(label))));
    final InstanceTickets tickets = new InstanceTickets(
            origins,
            new InstanceAccess() {
                @Override
                public void open(Caller caller, InstanceBackend backend, String label) {
                    // what roles allow is asked of the whole product, where there are any
                }
            },
            Clock.systemUTC());
    final GatewaySessions sessions = new GatewaySessions(Clock.systemUTC(), Duration.ofHours(1));
    final InstanceDirectory instances = new InstanceDirectory(origins, Clock.systemUTC());
    final FakeTokens tokens = new FakeTokens();
    final TokenSessions tokenSessions;
    final GatewayConfig config;
    final Relay relay = new Relay();
    final int port;
    private final Undertow server;

    TestGateway(Path directory) throws IOException {
        app = new TestApp(directory.resolve("app.sock"));
        port = freePort();
        config = new GatewayConfig(
                new InstanceDomain("instances.localhost", URI.create("http://localhost:" + port)),
                URI.create("http://localhost/realms/bancada"),
                "secret",
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(300),
                Duration.ofHours(1),
                200,
                java.net.InetAddress.getLoopbackAddress());
        put("aaa", ANA, Optional.of(app));
        put("bbb", BRUNO, Optional.of(app));
        tokenSessions = new TokenSessions(tokens, config, Clock.systemUTC());
        var gateway = new Gateway(
                config, sessions, tokenSessions, tickets, instances, new BackendClient(relay), Clock.systemUTC());
        server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setIoThreads(2)
                .setWorkerThreads(4)
                .setHandler(new GatewayHandler(
                        gateway, exchange -> exchange.getResponseSender().send("the portal")))
                .build();
        server.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The instance is this person's from now on, and runs where there is an app. */
    void put(String label, Caller owner, Optional<AppStream> stream) {
        backends.put(
                label,
                new InstanceBackend(
                        label + "-1",
                        "/" + label,
                        label,
                        owner.subject(),
                        stream.isPresent() ? "Running" : "Stopped",
                        stream));
        instances.forget();
    }

    String origin(String label) {
        return config.domain().origin(label);
    }

    String host(String label) {
        return label + ".instances.localhost:" + port;
    }

    /** The Cookie header of a browser in which the person has opened the instance. */
    String signedOn(Caller person, String label, String signOn) throws IOException {
        var ticket = tickets.issue(person, label, "v1s1t", new SignOn(signOn, "refresh"));
        var answer = redeem(label, ticket, "v1s1t", "/");
        var cookie = answer.header("set-cookie").replaceAll(";.*", "");
        if (answer.status() != 303 || !cookie.startsWith("__Host-bancada-instance=")) {
            throw new AssertionError(answer.text());
        }
        return cookie;
    }

    Answer redeem(String label, String ticket, String visit, String path) throws IOException {
        var form = "ticket=" + ticket + "&path=" + path;
        return send("POST /.bancada/session HTTP/1.1\r\nHost: " + host(label)
                + "\r\nOrigin: null\r\nCookie: __Host-bancada-visit=" + visit
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\nConnection: close\r\n\r\n" + form);
    }

    /** One request as it is, byte by byte; the answer until the server hangs up. */
    Answer send(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    /** A GET with these headers, each line ended by CR LF. */
    Answer get(String label, String path, String headers) throws IOException {
        return send(
                "GET " + path + " HTTP/1.1\r\nHost: " + host(label) + "\r\n" + headers + "Connection: close\r\n\r\n");
    }

    Socket connect() throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Override
    public void close() throws IOException {
        server.stop();
        relay.close();
        app.close();
    }

    /** An answer as it came. */
    record Answer(String text) {
        int status() {
            return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        /** The first header of this name, in lower case; empty where there is none. */
        String header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }
}
