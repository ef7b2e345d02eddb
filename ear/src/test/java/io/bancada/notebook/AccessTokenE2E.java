package io.bancada.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.job.Arm;
import io.bancada.product.Browser;
import io.bancada.product.Product;
import io.bancada.product.ProductExtension;
import io.bancada.product.Realm;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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

    private HttpResponse<String> get(String url, String authorization) {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(MINUTE);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return product.send(request.build());
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
        assertThat(get(address + "api/status?token=" + token, "").statusCode()).isEqualTo(200);
        assertThat(get(product.url() + "/subscriptions?api-version=2022-12-01", "Bearer " + token)
                        .statusCode())
                .as("it is no token of the API")
                .isEqualTo(401);
        try (var second = new Notebook(product, browser, "ana", OTHER)) {
            var elsewhere = second.address();
            var own = make(OTHER).path("token").asText();
            assertThat(get(elsewhere + "api/status", "token " + own).statusCode()).isEqualTo(200);
            for (var refused : List.of(
                    get(elsewhere + "api/status", "token " + token), get(elsewhere + "tree?token=" + token, ""))) {
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.headers().firstValue("www-authenticate")).isPresent();
            }
            second.delete();
            assertThat(get(elsewhere + "api/status", "token " + own).statusCode())
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
        var closed = new Closed();
        socket("Authorization", "token " + token, closed);
        assertThat(opens("Origin", "https://evil.example", token)).as("a foreign page").isFalse();
        assertThat(opens("Origin", address.substring(0, address.length() - 1), token))
                .isTrue();
        assertThat(closed.isDone()).isFalse();

        assertThat(ana.call("DELETE", tokens(NAME) + "/" + made.path("id").asText(), "")
                        .status())
                .isEqualTo(204);
        assertThat(get(address + "api/status", "token " + token).statusCode()).isEqualTo(401);
        assertThat(closed.get(MINUTE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(ana.get(tokens(NAME)).path("value")).isEmpty();
    }

    @Test
    void disabledPersonLosesWhatIsOpen() throws Exception {
        var token = make(NAME).path("token").asText();
        var closed = new Closed();
        socket("Authorization", "token " + token, closed);
        var realm = new Realm(product);
        realm.enable(ana.objectId(), false);
        try {
            assertThat(closed.get(MINUTE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(get(address + "api/status", "token " + token).statusCode())
                    .isEqualTo(403);
        } finally {
            realm.enable(ana.objectId(), true);
        }
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
        for (var path : List.of("query?x=1&token=" + token, "encoded?tok%65n=" + token, "header", "both?token=" + token)) {
            var shown = path.startsWith("header") || path.startsWith("both") ? "Bearer " + token : "";
            assertThat(get(address + "said/" + path, shown).statusCode()).isEqualTo(404);
        }
        product.send(HttpRequest.newBuilder(URI.create(address + "said/referrer"))
                .header("Authorization", "token " + token)
                .header("Referer", address + "tree?token=" + token)
                .header("X-Said", "kept")
                .build());
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

    private WebSocket socket(String header, String value, WebSocket.Listener listener) throws Exception {
        var kernel = product.send(HttpRequest.newBuilder(URI.create(address + "api/kernels"))
                .header("Authorization", value)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(kernel.statusCode()).isEqualTo(201);
        return product.http()
                .newWebSocketBuilder()
                .header(header, value)
                .buildAsync(URI.create(channels(kernel.body().replaceAll("(?s).*\"id\": *\"([^\"]+)\".*", "$1"))), listener)
                .get(MINUTE.toSeconds(), TimeUnit.SECONDS);
    }

    private String channels(String kernel) {
        return address.replace("https", "wss") + "api/kernels/" + kernel + "/channels";
    }

    private boolean opens(String header, String value, String token) throws Exception {
        var kernel = get(address + "api/kernels", "token " + token)
                .body()
                .replaceAll("(?s).*?\"id\": *\"([^\"]+)\".*", "$1");
        try {
            product.http()
                    .newWebSocketBuilder()
                    .header(header, value)
                    .buildAsync(URI.create(channels(kernel) + "?token=" + token), new Closed())
                    .get(MINUTE.toSeconds(), TimeUnit.SECONDS)
                    .abort();
            return true;
        } catch (ExecutionException refused) {
            assertThatThrownBy(() -> {
                        throw refused.getCause();
                    })
                    .isInstanceOf(java.net.http.WebSocketHandshakeException.class);
            return false;
        }
    }

    /** Done once the other side has closed. */
    private static final class Closed extends CompletableFuture<Boolean> implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            complete(true);
            return this;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            complete(true);
        }
    }
}
