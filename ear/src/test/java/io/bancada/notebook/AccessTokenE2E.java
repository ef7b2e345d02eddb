package io.bancada.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import io.bancada.product.Realm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Programs of a person's own at their instance, by address and access token (C5); and what others may try. */
@ExtendWith(ProductExtension.class)
class AccessTokenE2E {
    private static final String NAME = "ci-editor";
    private static final String OTHER = "ci-other";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String LISTENING = """
            import os
            from tornado import web
            find = web.Application.find_handler
            def heard(self, request, **more):
                with open(os.path.expanduser('~/heard.txt'), 'a') as file:
                    file.write(request.uri + ' ' + repr(list(request.headers.get_all())) + '\\n')
                return find(self, request, **more)
            web.Application.find_handler = heard
            """;

    private final Product product;

    private final Browser browser;
    private final Arm ana;
    private Notebook desk;
    private String address = "";

    @TempDir
    Path directory;

    AccessTokenE2E(Product product) {
        this.product = product;
        this.browser = new Browser(product);
        this.ana = new Arm(product, "ana");
    }

    @BeforeEach
    void create() {
        desk = new Notebook(product, browser, "ana", NAME);
        address = desk.address();
    }

    @AfterEach
    void close() {
        browser.close();
        desk.close();
    }

    private static String tokens(String name) {
        return "/computes/" + name + "/accessTokens";
    }

    private JsonNode make(String name) {
        var answer = ana.call("POST", tokens(name), "{\"name\": \"editor\", \"duration\": \"PT1H\"}");
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.body();
    }

    private static String shows(String token) {
        return "Authorization: token " + token + "\r\n";
    }

    private Wire wire() {
        return new Wire(product, address);
    }

    @Test
    void jupyterOfOnesOwnRunsACellOnTheInstance() throws Exception {
        var token = make(NAME).path("token").asText();
        try (var jupyter = new OwnJupyter(product, directory, address, token)) {
            var host = jupyter.run("import socket; print(socket.gethostname())").strip();
            assertThat(host)
                    .isEqualTo(run("hostname").strip())
                    .isNotEqualTo(InetAddress.getLocalHost().getHostName());
            ana.await(tokens(NAME), MINUTE, list -> list.at("/value/0").has("lastUsedTime"));
        }
        var other = Files.createDirectory(directory.resolve("other"));
        try (var jupyter = new OwnJupyter(product, other, address, token.replaceAll(".$", "") + "_")) {
            assertThat(jupyter.startKernel().statusCode()).as("a wrong token").isNotEqualTo(201);
            assertThat(jupyter.log()).contains("401");
        }
        assertThat(Files.readString(product.home().resolve("log/server.log")))
                .doesNotContain(token)
                .doesNotContain(token.substring(5));
    }

    @Test
    void tokenIsItsPersonsAndItsInstancesAlone() {
        var made = make(NAME);
        var token = made.path("token").asText();
        assertThat(ana.get(tokens(NAME)).toString()).contains("\"editor\"").doesNotContain(token);
        for (var user : List.of("admin", "bruno", "vera")) {
            var other = new Arm(product, user);
            var id = made.path("id").asText();
            for (var answer : List.of(
                    other.call("POST", tokens(NAME), "{\"name\": \"x\"}"),
                    other.call("GET", tokens(NAME), ""),
                    other.call("DELETE", tokens(NAME) + "/" + id, ""))) {
                assertThat(answer.status()).as("%s: %s", user, answer).isEqualTo(403);
            }
        }
        assertThat(wire().get("/api/status?token=" + token, "").status()).isEqualTo(200);
        assertThat(new Wire(product, product.url())
                        .get("/subscriptions?api-version=2022-12-01", "Authorization: Bearer " + token + "\r\n")
                        .status())
                .as("it is no token of the API")
                .isEqualTo(401);
        try (var second = new Notebook(product, browser, "ana", OTHER)) {
            var elsewhere = new Wire(product, second.address());
            var own = make(OTHER).path("token").asText();
            assertThat(elsewhere.get("/api/status", shows(own)).status()).isEqualTo(200);
            for (var refused :
                    List.of(elsewhere.get("/api/status", shows(token)), elsewhere.get("/tree?token=" + token, ""))) {
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.text()).containsIgnoringCase("www-authenticate: Bearer");
            }
            second.delete();
            assertThat(elsewhere.get("/api/status", shows(own)).status())
                    .as("the instance is gone, and its tokens with it")
                    .isEqualTo(401);
        }
        assertThat(ana.get("/computes/" + NAME + "/history").toString())
                .contains("accessTokenMade")
                .doesNotContain(token);
    }

    @Test
    void revokedTokenClosesWhatIsOpen() throws Exception {
        var made = make(NAME);
        var token = made.path("token").asText();
        var channels = channels(token);
        var own = "Origin: " + address.substring(0, address.length() - 1) + "\r\n";
        assertThat(opened(channels + "?token=" + token, own)).isEqualTo(101);
        assertThat(opened(channels + "?token=" + token, "Origin: https://evil.example\r\n"))
                .isEqualTo(403);
        try (var socket = wire().upgrade(channels, shows(token))) {
            assertThat(line(socket)).contains(" 101 ");
            assertThat(ana.call("DELETE", tokens(NAME) + "/" + made.path("id").asText(), "")
                            .status())
                    .isEqualTo(204);
            assertThat(wire().get("/api/status", shows(token)).status()).isEqualTo(401);
            awaitEnd(socket);
        }
        assertThat(ana.get(tokens(NAME)).path("value")).isEmpty();
    }

    @Test
    void disabledPersonLosesWhatIsOpen() throws Exception {
        var token = make(NAME).path("token").asText();
        var realm = new Realm(product);
        try (var socket = wire().upgrade(channels(token), shows(token))) {
            assertThat(line(socket)).contains(" 101 ");
            realm.enable(ana.objectId(), false);
            awaitEnd(socket);
            assertThat(wire().get("/api/status", shows(token)).status()).isEqualTo(403);
        } finally {
            realm.enable(ana.objectId(), true);
        }
    }

    /** Where a new kernel's WebSocket is. */
    private String channels(String token) {
        var kernel = wire().send("POST /api/kernels", shows(token), "{}");
        assertThat(kernel.status()).as(kernel.text()).isEqualTo(201);
        return "/api/kernels/" + kernel.field("id") + "/channels";
    }

    private int opened(String path, String headers) throws IOException {
        try (var socket = wire().upgrade(path, headers)) {
            return Integer.parseInt(line(socket).substring(9, 12));
        }
    }

    private static String line(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(13), StandardCharsets.UTF_8);
    }

    /** Reads until the other side ends the connection; a minute of silence is a failure. */
    private static void awaitEnd(Socket socket) {
        assertThatCode(() -> {
                    try {
                        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                    } catch (SocketException ended) {
                        return;
                    }
                })
                .doesNotThrowAnyException();
    }

    /** S14: a Jupyter that writes down, before it looks at a request, all that it is told by it. */
    @Test
    void appSeesNoToken() {
        run("mkdir -p ~/.jupyter; cat > ~/.jupyter/jupyter_notebook_config.py <<'END'\n" + LISTENING + "END");
        assertThat(ana.call("POST", "/computes/" + NAME + "/restart", "").status())
                .isEqualTo(202);
        desk.awaitState("Running");
        address = desk.address();
        var token = make(NAME).path("token").asText();
        var bearer = "Authorization: Bearer " + token + "\r\n";
        assertThat(wire().get("/said/query?x=1&token=" + token, "").status()).isEqualTo(404);
        assertThat(wire().get("/said/encoded?tok%65n=" + token, "").status()).isEqualTo(404);
        assertThat(wire().get("/said/header", bearer).status()).isEqualTo(404);
        assertThat(wire().get("/said/both?token=" + token, bearer).status()).isEqualTo(404);
        var referrer = "Referer: " + address + "tree?token=" + token + "\r\nX-Said: kept\r\n";
        assertThat(wire().get("/said/referrer", bearer + referrer).status()).isEqualTo(404);
        assertThat(run("cat ~/heard.txt"))
                .contains("/said/query?x=1", "/said/encoded", "/said/header", "/said/both", "/said/referrer", "'kept'")
                .contains("'Authorization', 'token ")
                .doesNotContain("bnct_", token.substring(5));
    }

    private String run(String command) {
        var job = "job-run" + System.nanoTime() % 1_000_000_000;
        assertThat(ana.submit(job, NAME, command, 1).status()).isEqualTo(201);
        assertThat(Arm.status(ana.ended(job))).isEqualTo("Completed");
        return ana.log(job, 0);
    }
}
