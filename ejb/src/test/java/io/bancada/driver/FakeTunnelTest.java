package io.bancada.driver;

import io.bancada.catalog.model.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the fake, where the test itself listens. */
class FakeTunnelTest extends TunnelContract {
    private final FakeProvider fake = new FakeProvider();

    @TempDir
    Path directory;

    private ServerSocketChannel listener;

    @BeforeEach
    void listen() throws IOException {
        Path socket = directory.resolve("echo");
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        daemon(() -> {
            while (true) {
                SocketChannel connected = listener.accept();
                daemon(() -> echo(connected));
            }
        });
        fake.program((capsule, run) -> {
            run.listen(SOCKET, socket);
            run.print("up\n");
        });
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    private static void echo(SocketChannel connected) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (connected.read(buffer) >= 0) {
            connected.write(buffer.flip());
            buffer.clear();
        }
        connected.close();
    }

    private static void daemon(Loop loop) {
        Thread thread = new Thread(() -> {
            try {
                loop.run();
            } catch (java.nio.channels.ClosedChannelException over) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    protected Shell shell() {
        SizeSpec size = new SizeSpec("STANDARD_D1_V2", new Resources(1, 512, 0));
        fake.allocate(site(), new NodeRequest(key(), size, "cpu", false));
        return fake.shell(site(), key());
    }

    @Override
    protected NodeKey key() {
        return new NodeKey("n1");
    }

    @Override
    protected Site site() {
        return new Site("fake", Map.of());
    }

    @Override
    protected OpensTunnels tunnels() {
        return fake;
    }

    @Override
    protected Capsule echo(CapsuleId id) {
        return Capsules.shell(id.value(), "true");
    }

    private interface Loop {
        void run() throws IOException;
    }
}
