package io.bancada.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.CapsuleStatus.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every provider that {@link OpensTunnels} keeps to. */
public abstract class TunnelContract {
    protected static final CapsuleId C1 = new CapsuleId("c1");
    protected static final String SOCKET = "app.sock";

    /** A shell on the node {@link #key}, which is made when it is not there. */
    protected abstract Shell shell();

    protected abstract NodeKey key();

    protected abstract Site site();

    protected abstract OpensTunnels tunnels();

    /** A capsule that listens on {@link #SOCKET}, prints {@code up}, and sends back whatever it is sent. */
    protected abstract Capsule echo(CapsuleId id);

    protected SocketChannel open() {
        return tunnels().tunnel(site(), key(), C1, SOCKET);
    }

    protected void startEcho() {
        shell().start(echo(C1));
        awaitUp();
    }

    protected void awaitUp() {
        Await.until(
                "it listens",
                () -> new String(shell().read(C1, "stdout.log", 0, 100), StandardCharsets.UTF_8).contains("up"),
                () -> new String(shell().read(C1, "stderr.log", 0, 10_000), StandardCharsets.UTF_8));
    }

    protected static String echoed(SocketChannel channel, String text) throws IOException {
        channel.write(StandardCharsets.UTF_8.encode(text));
        ByteBuffer answer = ByteBuffer.allocate(text.length());
        int count;
        do {
            count = channel.read(answer);
        } while (count >= 0 && answer.hasRemaining());
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }

    @Test
    void bytesGoThereAndBack() throws Exception {
        startEcho();
        try (SocketChannel channel = open()) {
            assertThat(channel.isConnected()).isTrue();
            assertThat(channel.isBlocking()).isTrue();
            assertThat(echoed(channel, "hello")).isEqualTo("hello");
            channel.shutdownOutput();
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void tunnelsDoNotMix() throws Exception {
        startEcho();
        try (SocketChannel one = open();
                SocketChannel other = open()) {
            assertThat(echoed(one, "one")).isEqualTo("one");
            assertThat(echoed(other, "other")).isEqualTo("other");
            assertThat(echoed(one, "more")).isEqualTo("more");
        }
    }

    @Test
    void whereNobodyListensItIsUnavailable() {
        startEcho();
        assertThatThrownBy(() -> tunnels().tunnel(site(), key(), C1, "other.sock"))
                .isInstanceOf(DriverException.Unavailable.class);
    }

    @Test
    void absentAndEndedCapsulesAreNotFound() {
        shell();
        assertThatThrownBy(this::open).isInstanceOf(DriverException.NotFound.class);
        startEcho();
        shell().signal(C1, CapsuleSignal.KILL);
        Await.until("it ended", () -> shell().status(C1).state() == State.ENDED);
        assertThatThrownBy(this::open).isInstanceOf(DriverException.NotFound.class);
        assertThatThrownBy(() -> tunnels().tunnel(site(), new NodeKey("none"), C1, SOCKET))
                .isInstanceOf(DriverException.NotFound.class);
    }

    protected static Duration grace() {
        return Duration.ofMillis(400);
    }
}
