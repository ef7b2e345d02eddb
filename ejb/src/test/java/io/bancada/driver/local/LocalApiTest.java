package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.bancada.catalog.model.Resources;
import io.bancada.driver.Await;
import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleStatus.State;
import io.bancada.driver.Capsules;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Shell;
import io.bancada.driver.SizeSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work on a person's own machine reaches the server, and by that way nothing else; other work does not (S54). */
class LocalApiTest {
    private static final int OUTSIDE = 18443;
    private static final String GET =
            "python3 -c 'import urllib.request as u; print(u.urlopen(\"%s\").read().decode())'";

    @TempDir
    Path directory;

    private HttpServer server;
    private HttpServer neighbour;

    @BeforeEach
    void listen() throws IOException {
        server = answering("the server");
        neighbour = answering("the neighbour");
    }

    @AfterEach
    void hangUp() {
        server.stop(0);
        neighbour.stop(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void personsMachineReachesTheServerAtItsOwnAddressAndNothingElse(SandboxKind kind) throws Exception {
        var ca = Files.writeString(directory.resolve("ca.pem"), "the authority");
        try (LocalNode node = node(kind, ca.toString())) {
            var shell = shell(node, true);
            assertThat(run(shell, Capsules.shell("a", GET.formatted(url())))).isEqualTo("the server\n");
            assertThat(run(shell, Capsules.shell("b", GET.formatted("http://127.0.0.1:" + port(neighbour)))))
                    .as("where we reach it from here")
                    .contains("Connection refused");
            assertThat(run(
                            shell,
                            Capsules.shell(
                                    "c", "echo $BANCADA_URL; tail -1 $REQUESTS_CA_BUNDLE; echo; cat $SSL_CERT_FILE")))
                    .startsWith(url() + "\nthe authority\n")
                    .contains("BEGIN CERTIFICATE");
        }
    }

    @Test
    void manyConnectionsAndLongOnesGetThrough() {
        try (LocalNode node = node(SandboxKind.BUBBLEWRAP, null)) {
            var script = """
                    import concurrent.futures, urllib.request
                    def ask(n):
                        body = bytes([n]) * (1 << 20)
                        return urllib.request.urlopen("%s/echo", data=body).read() == body
                    with concurrent.futures.ThreadPoolExecutor(100) as pool:
                        print(sum(pool.map(ask, range(100))))
                    """.formatted(url());
            assertThat(run(shell(node, true), Capsules.shell("a", "python3 -c '" + script + "'")))
                    .isEqualTo("100\n");
        }
    }

    @Test
    void guestsAndMachinesOfNobodyDoNotReachIt() {
        try (LocalNode node = node(SandboxKind.BUBBLEWRAP, null)) {
            var shell = shell(node, true);
            var ask = "echo \"[$BANCADA_URL]\"; " + GET.formatted("http://127.0.0.1:" + OUTSIDE);
            assertThat(run(shell, Capsules.shell("own", ask)))
                    .startsWith("[http")
                    .contains("the server");
            assertThat(run(shell, Capsules.shellOf("bruno", "guest", ask).asGuest()))
                    .startsWith("[]\n")
                    .contains("Connection refused");
        }
        try (LocalNode node = node(SandboxKind.BUBBLEWRAP, null)) {
            var ask = "echo \"[$BANCADA_URL]\"; " + GET.formatted("http://127.0.0.1:" + OUTSIDE);
            assertThat(run(shell(node, false), Capsules.shell("job", ask)))
                    .startsWith("[]\n")
                    .contains("Connection refused");
        }
    }

    /** The address of the server has changed while the machine was stopped. */
    @Test
    void startTakesTheAddressOfToday() {
        try (LocalNode node = node(SandboxKind.BUBBLEWRAP, null)) {
            var shell = shell(node, true);
            assertThat(run(shell, Capsules.shell("a", GET.formatted(url())))).isEqualTo("the server\n");
            node.provider.stop(node.site, LocalNode.KEY);
            Await.until("it has stopped", () -> node.state(LocalNode.KEY) == Machine.State.STOPPED);
            node.provider.close();
            node.provider = new LocalProvider(reaching(node.config, neighbour, null), node.changes::add);
            node.provider.start(node.site, LocalNode.KEY);
            Await.until("node is ready", () -> node.state(LocalNode.KEY) == Machine.State.READY);
            assertThat(run(node.provider.shell(node.site, LocalNode.KEY), Capsules.shell("b", GET.formatted(url()))))
                    .isEqualTo("the neighbour\n");
        }
    }

    private LocalNode node(SandboxKind kind, @Nullable String ca) {
        return new LocalNode(kind, Map.of(), config -> reaching(config, server, ca));
    }

    private static LocalConfig reaching(LocalConfig c, HttpServer server, @Nullable String ca) {
        return new LocalConfig(
                c.directory(),
                c.overcommit(),
                c.memoryOvercommit(),
                c.python(),
                c.bubblewrap(),
                c.sandbox(),
                c.uidBase(),
                c.uidCount(),
                c.pids(),
                c.logLimit(),
                c.fetchLimit(),
                c.path(),
                c.readOnly(),
                Optional.of(new ApiAccess(url(), "ml.example", OUTSIDE, "127.0.0.1", port(server), ca)));
    }

    private static String url() {
        return "http://ml.example:" + OUTSIDE;
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    private static HttpServer answering(String text) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var sent = exchange.getRequestBody().readAllBytes();
            var body = sent.length > 0 ? sent : text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return server;
    }

    private static Shell shell(LocalNode node, boolean keepsHome) {
        node.provider.allocate(
                node.site,
                new NodeRequest(
                        LocalNode.KEY,
                        new SizeSpec("STANDARD_D1_V2", new Resources(1, 512, 0)),
                        "desk",
                        false,
                        keepsHome));
        Await.until("node is ready", () -> node.state(LocalNode.KEY) == Machine.State.READY);
        return node.provider.shell(node.site, LocalNode.KEY);
    }

    private static String run(Shell shell, Capsule capsule) {
        shell.start(capsule);
        Await.until("ended " + capsule.id(), () -> shell.status(capsule.id()).state() == State.ENDED);
        return new String(shell.read(capsule.id(), "stdout.log", 0, 1 << 20), StandardCharsets.UTF_8)
                + new String(shell.read(capsule.id(), "stderr.log", 0, 10_000), StandardCharsets.UTF_8);
    }
}
