package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.NodeKey;
import io.bancada.driver.OpensTunnels;
import io.bancada.driver.Shell;
import io.bancada.driver.Site;
import io.bancada.driver.TunnelContract;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on real nodes, and what the work on one may try against a tunnel. */
class LocalTunnelTest extends TunnelContract {
    private static final String ECHO = """
            import os, socket, sys, threading
            s = socket.socket(socket.AF_UNIX)
            s.bind(os.path.join("..", sys.argv[1]))
            s.listen(int(sys.argv[2]))
            print("up", flush=True)
            def echo(c):
                while True:
                    data = c.recv(1000)
                    if not data:
                        c.close()
                        return
                    c.sendall(data)
            while int(sys.argv[2]):
                threading.Thread(target=echo, args=s.accept()[:1], daemon=True).start()
            threading.Event().wait()
            """;

    private LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP);

    @TempDir
    Path server;

    @AfterEach
    void release() {
        node.close();
    }

    @Override
    protected Shell shell() {
        return node.shell();
    }

    @Override
    protected NodeKey key() {
        return LocalNode.KEY;
    }

    @Override
    protected Site site() {
        return node.site;
    }

    @Override
    protected OpensTunnels tunnels() {
        return node.provider;
    }

    @Override
    protected Capsule echo(CapsuleId id) {
        return python(id, "ana", "50");
    }

    private static Capsule python(CapsuleId id, String person, String backlog) {
        Capsule shape = Capsules.shellOf(person, id.value(), "true");
        return new Capsule(
                id,
                person,
                List.of("python3", "-c", ECHO, SOCKET, backlog),
                Map.of(),
                shape.code(),
                shape.inputs(),
                shape.timeout(),
                grace());
    }

    @Test
    void pathMayBeLongerThanASocketsCanBe() throws Exception {
        node.close();
        Path deep = Files.createDirectories(server.resolve("d".repeat(60)).resolve("e".repeat(60)));
        node = new LocalNode(
                SandboxKind.BUBBLEWRAP,
                Map.of(),
                config -> new LocalConfig(
                        deep,
                        config.overcommit(),
                        config.memoryOvercommit(),
                        config.python(),
                        config.bubblewrap(),
                        config.sandbox(),
                        config.uidBase(),
                        config.uidCount(),
                        config.pids(),
                        config.logLimit(),
                        config.fetchLimit(),
                        config.path(),
                        config.readOnly(),
                        config.api()));
        startEcho();
        try (SocketChannel channel = open()) {
            assertThat(echoed(channel, "hello")).isEqualTo("hello");
        }
    }

    /** The work turns its socket into a link to one of the server's own user. */
    @Test
    void socketThatTheWorkHasTurnedElsewhereIsRefused() throws Exception {
        Path daemon = Path.of("/tmp", "bancada-test-" + ProcessHandle.current().pid());
        try (ServerSocketChannel listener =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(daemon))) {
            SocketChannel.open(UnixDomainSocketAddress.of(daemon)).close(); // the control: it takes connections
            shell().start(Capsules.shell("c1", "ln -s " + daemon + " ../" + SOCKET + "; echo up; sleep 1000"));
            awaitUp();
            assertThatThrownBy(this::open).isInstanceOf(DriverException.Rejected.class);
            assertThat(listener.isOpen()).isTrue();
        } finally {
            Files.deleteIfExists(daemon);
        }
    }

    /** The race that a look at the file alone would lose: the directory above is turned after the look. */
    @Test
    void whoAnswersMustBeTheNodesOwnUser() throws Exception {
        if (!Host.ofThisServer().root()) {
            return; // all work has the server's number there; docs/local-nodes.md says what parts it instead
        }
        startEcho();
        Path directory = Files.createDirectory(server.resolve("work"));
        Path socket = directory.resolve(SOCKET);
        try (ServerSocketChannel listener =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket))) {
            new LocalTunnel(directory, "bancada-test").open(SOCKET).close(); // the control: its own listens
            Files.setAttribute(directory, "unix:uid", 4711);
            assertThatThrownBy(() -> new LocalTunnel(directory, "bancada-test").open(SOCKET))
                    .isInstanceOf(DriverException.Rejected.class)
                    .hasMessageContaining("root");
            assertThat(listener.isOpen()).isTrue();
        }
    }

    @Test
    void listenerThatTakesNobodyHoldsNobody() throws Exception {
        shell().start(python(C1, "ana", "0"));
        awaitUp();
        List<SocketChannel> waiting = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (waiting.size() < 10) {
                            waiting.add(open());
                        }
                    })
                    .isInstanceOf(DriverException.Unavailable.class);
            assertThat(waiting).isNotEmpty();
        } finally {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }
}
