package io.bancada.gateway;

import static io.bancada.gateway.TestGateway.ANA;
import static io.bancada.gateway.TestGateway.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs at the gateway that show an access token: who gets in, and that the app never sees the token. */
class AccessTokenGatewayTest {
    private static final String BROWSER = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";

    @TempDir
    Path directory;

    private TestGateway gateway;
    private String token = "";

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(directory);
        token = gateway.tokens.give('A', "aaa", ANA.subject(), Instant.now().plus(Duration.ofHours(1)));
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
    }

    private String seen() throws InterruptedException {
        var request = gateway.app.requests.poll(5, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        return request;
    }

    private TestGateway.Answer get(String path, String headers) throws IOException {
        return gateway.get("aaa", path, headers);
    }

    private static String header(String shown) {
        return "Authorization: " + shown + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"token %s", "Bearer %s", "bearer %s", "TOKEN  %s"})
    void headerLetsInAndTheAppSeesItsOwnSecretInstead(String scheme) throws Exception {
        var answer = get("/api/status?x=1", header(scheme.formatted(token)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("Set-Cookie", token);
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(seen())
                .startsWith("GET /api/status?x=1 HTTP/1.1\r\n")
                .contains("Authorization: token s3cret\r\n")
                .doesNotContain("bnct");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a?token=%s, /a",
                "/a?x=1&token=%s&y=%%20%%26, /a?x=1&y=%%20%%26",
                "/a?tok%%65n=%s, /a",
                "/a?token=%s&token=%1$s, /a",
                "/a;s=1?token=%s&z, /a;s=1?z"
            })
    void parameterLetsInAndIsTakenOut(String example) throws Exception {
        var both = example.formatted(token).split(", ", -1);
        assertThat(get(both[0], "").status()).isEqualTo(200);
        assertThat(seen())
                .startsWith("GET " + both[1] + " HTTP/1.1\r\n")
                .contains("Authorization: token s3cret\r\n")
                .doesNotContain("bnct");
    }

    @Test
    void referrerAndOwnCookiesOfTheAppHoldNoToken() throws Exception {
        var referrer = "Referer: " + gateway.origin("aaa") + "/tree?token=" + token + "\r\n";
        assertThat(get("/a?token=" + token, header("token " + token) + referrer + "Cookie: _xsrf=2\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(seen()).contains("Cookie: _xsrf=2").doesNotContain("bnct", "Referer");
        var cookie = "Cookie: " + gateway.signedOn(ANA, "aaa", "s1") + "\r\n";
        assertThat(get("/b", cookie + referrer).status()).isEqualTo(200);
        assertThat(seen()).startsWith("GET /b ").doesNotContain("bnct");
        assertThat(get("/c", cookie + "Referer: " + gateway.origin("aaa") + "/tree\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(seen()).as("others stay").contains("Referer: " + gateway.origin("aaa") + "/tree\r\n");
    }

    @Test
    void wrongTokenIsToldSoAndNobodyIsSentToThePortal() throws Exception {
        var other =
                gateway.tokens.give('E', "bbb", BRUNO.subject(), Instant.now().plus(Duration.ofHours(1)));
        assertThat(gateway.get("bbb", "/", header("token " + other)).status()).isEqualTo(200);
        gateway.app.requests.clear();
        for (var wrong : List.of(token.replace("_A", "_B"), other, "bnct_x", "eyJhbGciOiJub25lIn0.e30.", token + "A")) {
            for (var answer : List.of(
                    get("/", header("token " + wrong)),
                    get("/?token=" + wrong, ""),
                    get("/tree?token=" + wrong, BROWSER),
                    get("/", header("Bearer " + wrong) + BROWSER))) {
                assertThat(answer.status()).as(answer.text()).isEqualTo(401);
                assertThat(answer.header("www-authenticate")).startsWith("Bearer ");
                assertThat(answer.header("content-type")).startsWith("application/json");
                assertThat(answer.text())
                        .contains("{\"message\":\"This access token is not valid here.")
                        .doesNotContain("Location", "Set-Cookie", wrong);
            }
        }
        assertThat(gateway.app.requests).isEmpty();
    }

    @Test
    void sessionOfABrowserIsNotHeldUpByOtherTokens() throws Exception {
        var cookie = "Cookie: " + gateway.signedOn(ANA, "aaa", "s1") + "\r\n";
        assertThat(get("/a?token=the-apps-own", cookie + header("token the-pages-own"))
                        .status())
                .isEqualTo(200);
        assertThat(seen()).startsWith("GET /a?token=the-apps-own ").doesNotContain("the-pages-own");
        assertThat(get("/a", cookie + header("token " + token.replace("_A", "_B")))
                        .status())
                .as("one of ours that is wrong")
                .isEqualTo(401);
    }

    @Test
    void tokenIsNoWayToTheTicketNorToAnythingOfTheGateways() throws Exception {
        assertThat(get("/.bancada/session", header("token " + token)).status()).isEqualTo(404);
        var post = gateway.send("POST /.bancada/session HTTP/1.1\r\nHost: " + gateway.host("aaa") + "\r\n"
                + header("token " + token) + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(post.status()).isEqualTo(403);
        assertThat(post.text()).doesNotContain("Set-Cookie");
        assertThat(gateway.app.requests).isEmpty();
    }

    @Test
    void otherAppsOfTheInstanceTakeItAndLabelsThatOnlyBeginSoDoNot() throws Exception {
        gateway.put("aaa-lab", ANA, Optional.of(gateway.app));
        gateway.put("aaab", ANA, Optional.of(gateway.app));
        assertThat(gateway.get("aaa-lab", "/", header("token " + token)).status())
                .isEqualTo(200);
        assertThat(gateway.get("aaab", "/", header("token " + token)).status()).isEqualTo(401);
        assertThat(gateway.tokens.opened).as("one entry in the record").containsExactly("aaa");
    }

    @Test
    void programsNeedNotSayWhereTheyComeFromAndForeignPagesAreHeldToIt() throws Exception {
        var shown = header("token " + token);
        assertThat(post(shown).status()).isEqualTo(200);
        assertThat(post(shown + "Origin: " + gateway.origin("aaa") + "\r\n").status())
                .isEqualTo(200);
        for (var foreign : List.of(
                "Origin: null\r\n",
                "Origin: " + gateway.origin("bbb") + "\r\n",
                "Origin: https://evil.example\r\n",
                "Sec-Fetch-Site: cross-site\r\n",
                "Sec-Fetch-Site: same-site\r\n" + BROWSER)) {
            assertThat(post(shown + foreign).status()).as(foreign).isEqualTo(403);
        }
    }

    private TestGateway.Answer post(String headers) throws IOException {
        return gateway.send("POST /api/kernels HTTP/1.1\r\nHost: " + gateway.host("aaa") + "\r\n" + headers
                + "Content-Length: 2\r\nConnection: close\r\n\r\n{}");
    }

    @Test
    void stoppedHandedOverAndDeletedInstancesAreAsForABrowser() throws Exception {
        var shown = header("token " + token);
        gateway.put("aaa", ANA, Optional.empty());
        assertThat(get("/", shown).status()).isEqualTo(503);
        gateway.put("aaa", BRUNO, Optional.of(gateway.app));
        assertThat(get("/", shown).status()).isEqualTo(403);
        gateway.backends.remove("aaa");
        gateway.instances.forget();
        assertThat(get("/", shown).status()).isEqualTo(404);
        assertThat(gateway.app.requests).isEmpty();
    }

    @Test
    void personWhoMayNotAndDirectoryThatIsAwayAreToldApart() throws Exception {
        gateway.tokens.away = true;
        var unknown = get("/", header("token " + token));
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.header("retry-after")).isNotEmpty();
        gateway.tokens.away = false;
        gateway.tokens.welcome.clear();
        var refused = get("/", header("token " + token));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("\"reason\":\"tokenRefused\"");
        assertThat(gateway.app.requests).isEmpty();
    }

    @Test
    void databaseIsNotAskedForEachRequest() throws Exception {
        for (var i = 0; i < 20; i++) {
            assertThat(get("/", header("token " + token)).status()).isEqualTo(200);
        }
        assertThat(gateway.tokens.finds).isLessThan(10);
        gateway.tokens.revoke(token);
        gateway.tokenSessions.forget();
        assertThat(get("/", header("token " + token)).status()).isEqualTo(401);
    }

    private Socket webSocket(String path, String headers) throws IOException {
        gateway.app.answers("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        var socket = gateway.connect();
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: " + gateway.host("aaa") + "\r\n" + headers
                                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    }

    @Test
    void webSocketOpensWithoutOriginByTokenAndClosesWithIt() throws Exception {
        for (var foreign : List.of("Origin: null\r\n", "Origin: " + gateway.origin("bbb") + "\r\n")) {
            try (var socket = webSocket("/ws", header("token " + token) + foreign)) {
                assertThat(status(socket)).as(foreign).isEqualTo("HTTP/1.1 403");
            }
        }
        assertThat(gateway.app.requests).isEmpty();
        try (var socket = webSocket("/ws?token=" + token, "")) {
            assertThat(status(socket)).isEqualTo("HTTP/1.1 101");
            assertThat(seen()).startsWith("GET /ws HTTP/1.1").doesNotContain("bnct");
            gateway.tokenSessions.look();
            readHead(socket);
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).as("it goes on").isEqualTo('x');
            gateway.tokens.revoke(token);
            gateway.tokenSessions.look();
            assertThat(closed(socket)).isTrue();
        }
    }

    @Test
    void oneTokenHasSoManyConnectionsAndNoMore() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (var i = 0; i < gateway.config.mostConnections(); i++) {
                open.add(webSocket("/ws", header("token " + token)));
                assertThat(status(open.get(i))).isEqualTo("HTTP/1.1 101");
            }
            assertThat(get("/", header("token " + token)).status()).isEqualTo(429);
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }

    private static void readHead(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
    }

    private static boolean closed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }
}
