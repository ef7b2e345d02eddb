package io.bancada.gateway;

import static io.bancada.gateway.TestGateway.ADMIN;
import static io.bancada.gateway.TestGateway.ANA;
import static io.bancada.gateway.TestGateway.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.app.service.SignOn;
import io.bancada.error.BancadaException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway before a program that a test controls: who gets in, and what goes through. */
class GatewayTest {
    private static final String BROWSER = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    private static final String SWITCHING =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

    @TempDir
    Path directory;

    private TestGateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(directory);
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
    }

    private String cookie() throws IOException {
        return "Cookie: " + gateway.signedOn(ANA, "aaa", "s1") + "\r\n";
    }

    private String seen() throws InterruptedException {
        var request = gateway.app.requests.poll(5, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        return request;
    }

    // ---- the way in (S7, S8, S14, S16)

    @Test
    void otherHostsGoOn() throws Exception {
        assertThat(gateway.send("GET /x HTTP/1.1\r\nHost: localhost:" + gateway.port + "\r\nConnection: close\r\n\r\n")
                        .text())
                .endsWith("the portal");
    }

    @Test
    void personWithoutSessionIsSentToThePortalAndAProgramIsTold() throws Exception {
        var answer = gateway.get("aaa", "/tree?x=1", BROWSER);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location"))
                .startsWith("http://localhost:" + gateway.port + "/portal/open-instance/aaa/")
                .endsWith("/L3RyZWU_eD0x");
        assertThat(answer.header("set-cookie"))
                .startsWith("__Host-bancada-visit=")
                .contains("Secure", "HttpOnly");
        assertThat(gateway.get("aaa", "/api/status", "").status()).isEqualTo(401);
        assertThat(gateway.get("nothing-here", "/tree?x=1", BROWSER).status()).isEqualTo(302);
        assertThat(gateway.app.requests).isEmpty();
    }

    @Test
    void ticketOpensOneInstanceOnceInOneBrowser() throws Exception {
        var ticket = gateway.tickets.issue(ANA, "aaa", "v1s1t", new SignOn("s1", "r"));
        assertThat(gateway.redeem("bbb", ticket, "v1s1t", "/").status()).isEqualTo(403);
        ticket = gateway.tickets.issue(ANA, "aaa", "v1s1t", new SignOn("s1", "r"));
        assertThat(gateway.redeem("aaa", ticket, "another", "/").status()).isEqualTo(403);
        ticket = gateway.tickets.issue(ANA, "aaa", "v1s1t", new SignOn("s1", "r"));
        var answer = gateway.redeem("aaa", ticket, "v1s1t", "/tree");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo(gateway.origin("aaa") + "/tree");
        assertThat(answer.header("set-cookie"))
                .startsWith("__Host-bancada-instance=")
                .endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(gateway.redeem("aaa", ticket, "v1s1t", "/").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "https:%2F%2Fevil.example", "%5C%5Cevil", "/a%0d%0aSet-Cookie:x=1", "", "@evil"
            })
    void afterwardsOneIsOnTheSameOriginWhateverThePathSays(String path) throws Exception {
        var ticket = gateway.tickets.issue(ANA, "aaa", "v1s1t", new SignOn("s1", "r"));
        var answer = gateway.redeem("aaa", ticket, "v1s1t", path);
        assertThat(answer.header("location")).startsWith(gateway.origin("aaa") + "/");
        assertThat(answer.text()).doesNotContain("Set-Cookie:x=1");
    }

    @Test
    void nobodyElseGetsATicketAndAbsentIsAsRefused() {
        assertThat(gateway.tickets.issue(ANA, "aaa", "v", new SignOn("s1", "r")))
                .isNotEmpty();
        for (var person : List.of(BRUNO, ADMIN)) {
            for (var label : List.of("aaa", "none")) {
                assertThatThrownBy(() -> gateway.tickets.issue(person, label, "v", new SignOn("s1", "r")))
                        .isInstanceOf(BancadaException.class)
                        .hasMessageStartingWith("Only the person to whom");
            }
        }
    }

    @Test
    void cookieOfOneInstanceIsNothingAtAnother() throws Exception {
        gateway.put("ccc", ANA, Optional.of(gateway.app));
        var cookie = cookie();
        assertThat(gateway.get("aaa", "/", cookie).status()).isEqualTo(200);
        assertThat(gateway.get("ccc", "/", cookie + BROWSER).status()).isEqualTo(302);
        assertThat(gateway.get("ccc", "/", cookie).status()).isEqualTo(401);
        assertThat(gateway.get("aaa", "/", cookie.replace("\r", "; __Host-bancada-instance=x\r"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void handedOverStoppedAndDeletedInstancesSaySo() throws Exception {
        var cookie = cookie();
        assertThat(gateway.get("aaa", "/", cookie).status()).isEqualTo(200);
        gateway.put("aaa", ANA, Optional.empty());
        var stopped = gateway.get("aaa", "/", cookie + BROWSER);
        assertThat(stopped.status()).isEqualTo(503);
        assertThat(stopped.text()).contains("The instance aaa is Stopped", "text/html");
        gateway.put("aaa", BRUNO, Optional.of(gateway.app));
        assertThat(gateway.get("aaa", "/", cookie).status()).isEqualTo(403);
        assertThat(gateway.get("aaa", "/", cookie).status()).isEqualTo(401);
        gateway.put("aaa", ANA, Optional.of(gateway.app));
        var other = cookie();
        gateway.backends.remove("aaa");
        gateway.instances.forget();
        assertThat(gateway.get("aaa", "/", other).status()).isEqualTo(404);
    }

    // ---- the way through (S16, S17, S21, S22, S24)

    @Test
    void appSeesItsSecretAndNothingOfOurs() throws Exception {
        var answer = gateway.get(
                "aaa",
                "/a/%2e%2e/b;x=1//c?q=1",
                cookie().replace("\r", "; _xsrf=2|a; __Host-bancada-portal=p\r")
                        + "Authorization: Bearer stolen\r\nX-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\n"
                        + "X-Remote-User: admin\r\nRemote-User: admin\r\nkubeflow-userid: admin\r\nX_Forwarded_For: 6\r\n"
                        + "X-Forwarded-Host: evil\r\nX-HTTP-Method-Override: DELETE\r\nX-Custom: kept\r\n");
        assertThat(answer.status()).isEqualTo(200);
        var request = seen();
        assertThat(request)
                .startsWith("GET /a/%2e%2e/b;x=1//c?q=1 HTTP/1.1\r\n")
                .contains("Authorization: token s3cret\r\n", "Host: " + gateway.host("aaa"), "X-Custom: kept")
                .contains("Cookie: _xsrf=2|a\r\n")
                .contains("X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: http")
                .doesNotContain("__Host-bancada", "stolen", "6.6.6.6", "admin", "evil", "X_Forwarded", "DELETE");
    }

    @Test
    void connectionHeaderTakesAwayNothingThatCounts() throws Exception {
        var answer = gateway.send(
                "GET / HTTP/1.1\r\nHost: " + gateway.host("aaa") + "\r\n" + cookie()
                        + "X-Hop: 1\r\nConnection: close\r\nConnection: X-Hop, Authorization, Host, Cookie, X-Forwarded-For\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(seen())
                .contains("Authorization: token s3cret", "Host: ", "X-Forwarded-For: 127.0.0.1")
                .doesNotContain("X-Hop");
    }

    @Test
    void whatTheAppSetsHoldsForItsOriginAlone() throws Exception {
        gateway.app.answers(String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Length: 0",
                "Set-Cookie: a=1; Domain=instances.localhost; Path=/",
                "Set-Cookie: b=2; domain = .localhost",
                "Set-Cookie: __Host-bancada-instance=x; Path=/; Secure",
                "Set-Cookie: c=3; Path=/x",
                "Access-Control-Allow-Origin: *",
                "Alt-Svc: h2=\"evil:443\"",
                "X-Frame-Options: ALLOWALL",
                "Content-Security-Policy: default-src *",
                "",
                ""));
        assertThat(gateway.get("aaa", "/", cookie()).text())
                .contains("Set-Cookie: a=1; Path=/\r\n", "Set-Cookie: b=2\r\n", "Set-Cookie: c=3; Path=/x\r\n")
                .contains("Content-Security-Policy: default-src *", "Content-Security-Policy: frame-ancestors 'self'")
                .contains("X-Frame-Options: SAMEORIGIN", "Cross-Origin-Opener-Policy: same-origin")
                .doesNotContain("omain", "__Host-bancada", "Access-Control", "Alt-Svc", "ALLOWALL");
    }

    @Test
    void onlyItsOwnPagesMayAsk() throws Exception {
        var cookie = cookie();
        var own = "Origin: " + gateway.origin("aaa") + "\r\n";
        for (var fine : List.of(
                "",
                own,
                "Sec-Fetch-Site: same-origin\r\n",
                "Sec-Fetch-Site: none\r\n",
                "Sec-Fetch-Site: same-site\r\n" + BROWSER,
                "Sec-Fetch-Site: cross-site\r\n" + BROWSER)) {
            assertThat(gateway.get("aaa", "/", cookie + fine).status()).as(fine).isEqualTo(200);
        }
        for (var foreign : List.of(
                "Origin: " + gateway.origin("bbb") + "\r\n",
                "Origin: null\r\n",
                "Origin: " + gateway.origin("aaa") + ".evil.example\r\n",
                own + own,
                "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\n",
                "Sec-Fetch-Site: cross-site\r\n",
                "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n")) {
            assertThat(gateway.get("aaa", "/", cookie + foreign).status())
                    .as(foreign)
                    .isEqualTo(403);
        }
        assertThat(post(cookie + own).status()).isEqualTo(200);
        assertThat(post(cookie).status()).isEqualTo(403);
        assertThat(post(cookie + "Sec-Fetch-Site: same-site\r\n" + BROWSER).status())
                .isEqualTo(403);
    }

    private TestGateway.Answer post(String headers) throws IOException {
        return gateway.send("POST /api/contents HTTP/1.1\r\nHost: " + gateway.host("aaa") + "\r\n" + headers
                + "Content-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody");
    }

    @Test
    void portalsOwnNamesAreNotTheApps() throws Exception {
        assertThat(gateway.get("aaa", "/.bancada/session", cookie()).status()).isEqualTo(404);
        assertThat(gateway.app.requests).isEmpty();
    }

    // ---- WebSockets (S18, S20, R19, R20)

    private Socket webSocket(String cookie, String origin) throws IOException {
        var socket = gateway.connect();
        socket.getOutputStream()
                .write(("GET /api/kernels/1/channels HTTP/1.1\r\nHost: " + gateway.host("aaa") + "\r\n" + cookie
                                + origin
                                + "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String head(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private Socket open(String cookie) throws IOException {
        gateway.app.answers(SWITCHING);
        var socket = webSocket(cookie, "Origin: " + gateway.origin("aaa") + "\r\n");
        assertThat(head(socket)).startsWith("HTTP/1.1 101");
        socket.getOutputStream().write("hello".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(socket.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        return socket;
    }

    @Test
    void webSocketNeedsASessionAndExactlyItsOwnOrigin() throws Exception {
        var cookie = cookie();
        open(cookie).close();
        assertThat(seen()).contains("Upgrade: websocket", "Authorization: token s3cret", "Sec-WebSocket-Key");
        for (var origin : List.of(
                "",
                "Origin: null\r\n",
                "Origin: " + gateway.origin("bbb") + "\r\n",
                "Origin: http://localhost:" + gateway.port + "\r\n",
                "Origin: " + gateway.origin("aaa").replace("http", "https") + "\r\n",
                "Origin: " + gateway.origin("aaa").toUpperCase(java.util.Locale.ROOT) + "\r\n")) {
            try (var socket = webSocket(cookie, origin)) {
                assertThat(head(socket)).as(origin).startsWith("HTTP/1.1 403");
            }
        }
        try (var socket = webSocket("", "Origin: " + gateway.origin("aaa") + "\r\n")) {
            assertThat(head(socket)).startsWith("HTTP/1.1 401");
        }
        assertThat(gateway.app.requests).isEmpty();
    }

    @Test
    void endOfTheSessionClosesWhatIsOpen() throws Exception {
        var cookie = cookie();
        try (var socket = open(cookie)) {
            gateway.sessions.end(session -> session.signOn().id().equals("another"));
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
            gateway.sessions.end(session -> session.signOn().id().equals("s1"));
            assertThat(closed(socket)).isTrue();
        }
        assertThat(gateway.get("aaa", "/", cookie).status()).isEqualTo(401);
    }

    private static boolean closed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Test
    void appCannotTurnAnOrdinaryAnswerIntoAStream() throws Exception {
        var cookie = cookie();
        gateway.app.answers(SWITCHING);
        assertThat(gateway.get("aaa", "/", cookie).status()).isEqualTo(503);
    }

    @Test
    @SuppressWarnings("try") // that it is closed early is what is tested
    void appThatIsGoneIsUnreachableAndComesBack() throws Exception {
        var cookie = cookie();
        assertThat(gateway.get("aaa", "/", cookie).status()).isEqualTo(200);
        var other = directory.resolve("other.sock");
        var app = new TestApp(other);
        app.close();
        gateway.put("aaa", ANA, Optional.of(app));
        gateway.backends.computeIfPresent(
                "aaa",
                (l, b) -> new io.bancada.app.service.InstanceBackend(
                        "aaa-2", b.armId(), b.name(), b.assignee(), b.state(), b.app()));
        gateway.instances.forget();
        assertThat(gateway.get("aaa", "/", cookie).status()).isIn(502, 503);
        gateway.put("aaa", ANA, Optional.of(gateway.app));
        assertThat(gateway.get("aaa", "/", cookie).status()).isEqualTo(200);
    }

    @Test
    void strangersAtTheRelayGetNothing() throws Exception {
        gateway.app.answers(TestApp.OK);
        assertThat(gateway.get("aaa", "/", cookie()).status()).isEqualTo(200);
        gateway.app.requests.clear();
        try (var stranger = new Socket()) {
            stranger.connect(gateway.relay.address());
            stranger.setSoTimeout(10_000);
            stranger.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(closed(stranger)).isTrue();
        }
        assertThat(gateway.app.requests).isEmpty();
    }

    // ---- messages that two servers could read in two ways (S20)

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\n{}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\n{}Content-Length: 0\r\nContent-Length: 44\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\n{}Transfer-Encoding: xchunked\r\nContent-Length: 44\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\n{}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\n{}Transfer-Encoding : chunked\r\nContent-Length: 44\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n{}X-A: 1\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n{}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
                "GET http://{host2}/ HTTP/1.1\r\n{}\r\nGET /smuggled HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n{}Host: evil.example\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n{}X: a\u0000b\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
            })
    void ambiguousMessagesReachNoApp(String shape) throws Exception {
        var headers = "Host: " + gateway.host("aaa") + "\r\n" + cookie() + "Origin: " + gateway.origin("aaa") + "\r\n";
        var fine = "POST / HTTP/1.1\r\n" + headers + "Content-Length: 4\r\nConnection: close\r\n\r\nbody";
        assertThat(gateway.send(fine).status()).isEqualTo(200);
        assertThat(seen()).endsWith("body");
        try (var socket = gateway.connect()) {
            socket.getOutputStream()
                    .write(shape.replace("{}", headers)
                            .replace("{host2}", gateway.host("bbb"))
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            var answer = new String(readAll(socket), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain("HTTP/1.1 200");
        }
        assertThat(gateway.app.requests).noneMatch(request -> request.contains("smuggled"));
    }

    /** What Undertow's parser forgives is written anew, so that no second server reads it in its own way. */
    @Test
    void appGetsNothingButWellFormedMessages() throws Exception {
        var headers = "Host: " + gateway.host("aaa") + "\r\n" + cookie();
        for (var odd : List.of(
                "GET / HTTP/1.1\r\n " + headers + "Connection: close\r\n\r\n",
                "GET / HTTP/1.1\n" + headers.replace("\r", "") + "Connection: close\n\n",
                "GET / HTTP/1.1\r\n" + headers + "X-A:1\r\nConnection: close\r\n\r\n")) {
            gateway.send(odd);
            var request = gateway.app.requests.poll(1, TimeUnit.SECONDS);
            if (request != null) { // refused is well too
                assertThat(request.lines().skip(1).takeWhile(line -> !line.isEmpty()))
                        .allMatch(line -> line.matches("[A-Za-z0-9-]+: [^\\x00-\\x1f]*"));
                assertThat(request.replace("\r\n", "")).doesNotContain("\r", "\n");
            }
        }
    }

    private static byte[] readAll(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (java.net.SocketException reset) {
            return new byte[0];
        }
    }
}
