package io.bancada.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.app.service.InstanceDomain;
import io.undertow.Undertow;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the name of the connection check answers, to whom, and how much of it; each refusal beside what does work. */
class ConnectionCheckTest {
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final Duration LIFE = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private TestGateway gateway;
    private final List<AutoCloseable> closeables = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        gateway = new TestGateway(directory);
        closeables.add(gateway);
    }

    @AfterEach
    void stop() throws Exception {
        for (var closeable : closeables) {
            closeable.close();
        }
    }

    private String portal() {
        return "http://localhost:" + gateway.port;
    }

    private TestGateway.Answer get(String path, String headers) throws IOException {
        return gateway.get(InstanceDomain.CHECK_LABEL, path, headers);
    }

    @Test
    void portalsPageReadsTheAnswerAndNoOtherDoes() throws Exception {
        var answer = get("/", "Origin: " + portal() + "\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("access-control-allow-origin")).isEqualTo(portal());
        assertThat(answer.header("set-cookie")).isEmpty();
        assertThat(answer.text()).endsWith("\r\n\r\nbancada");
        for (var origin : foreign()) {
            var refused = get("/", origin);
            assertThat(refused.status()).as(origin).isEqualTo(403);
            assertThat(refused.header("access-control-allow-origin")).as(origin).isEmpty();
        }
    }

    private List<String> foreign() {
        return List.of(
                "",
                "Origin: null\r\n",
                "Origin: " + gateway.origin("aaa") + "\r\n",
                "Origin: " + gateway.origin(InstanceDomain.CHECK_LABEL) + "\r\n",
                "Origin: " + portal() + ".evil.example\r\n",
                "Origin: " + portal().replace("http", "https") + "\r\n",
                "Origin: " + portal() + "\r\nOrigin: " + portal() + "\r\n");
    }

    @Test
    void personWhoOpensItReadsThatTheNameWorksAndNothingElseIsThere() throws Exception {
        var browser = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
        var answer = get("/", browser);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("This name works");
        assertThat(get("/tree", browser).status()).isEqualTo(404);
        assertThat(get("/.bancada/session", "Origin: " + portal() + "\r\n").status())
                .isEqualTo(404);
        assertThat(gateway.send("POST / HTTP/1.1\r\nHost: " + gateway.host(InstanceDomain.CHECK_LABEL) + "\r\nOrigin: "
                                + portal() + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void messagesComeBackUnchanged() throws Exception {
        try (var socket = open()) {
            socket.send(TEXT, "Olá, 世界".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.read(TEXT), StandardCharsets.UTF_8)).isEqualTo("Olá, 世界");
            var large = new byte[Echo.LONGEST_BINARY];
            new Random(1).nextBytes(large);
            socket.send(BINARY, large);
            assertThat(socket.read(BINARY)).isEqualTo(large);
        }
    }

    @Test
    void echoIsForThePortalsPageAlone() throws Exception {
        open().close();
        for (var origin : foreign()) {
            try (var socket = new Frames(gateway.port)) {
                assertThat(socket.shakeHands(gateway.host(InstanceDomain.CHECK_LABEL), origin))
                        .as(origin)
                        .startsWith("HTTP/1.1 403");
            }
        }
    }

    @Test
    void tooLargeAMessageIsRefused() throws Exception {
        try (var socket = open()) {
            socket.send(BINARY, new byte[Echo.LONGEST_BINARY + 1]);
            assertThat(socket.closeCode()).isEqualTo(1009);
        }
        try (var socket = open()) {
            socket.send(TEXT, new byte[Echo.LONGEST_TEXT + 1]);
            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @CsvSource({TEXT + "," + Echo.LONGEST_TEXT, BINARY + "," + Echo.LONGEST_BINARY})
    void messageThatNeverEndsIsCutBeforeItFillsTheMemory(int kind, int longest) throws Exception {
        try (var socket = open()) {
            socket.begin(kind, 1 << 30, new byte[longest + 1]);
            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void tooManyMessagesAndTooManyBytesAreRefused() throws Exception {
        try (var socket = open()) {
            for (var i = 0; i < Echo.MOST_MESSAGES; i++) {
                socket.send(TEXT, "x".getBytes(StandardCharsets.UTF_8));
                assertThat(socket.read(TEXT)).hasSize(1);
            }
            socket.send(TEXT, "x".getBytes(StandardCharsets.UTF_8));
            assertThat(socket.closeCode()).isEqualTo(1008);
        }
        try (var socket = open()) {
            for (var sent = 0; sent < Echo.MOST_BYTES; sent += Echo.LONGEST_BINARY) {
                socket.send(BINARY, new byte[Echo.LONGEST_BINARY]);
                assertThat(socket.read(BINARY)).hasSize(Echo.LONGEST_BINARY);
            }
            socket.send(BINARY, new byte[1]);
            assertThat(socket.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void connectionsAreFewAndShortAndARefusedOneTakesNoPlace() throws Exception {
        var port = serve(2);
        try (var one = open(port)) {
            var began = System.nanoTime();
            var other = open(port);
            try (var third = open(port)) {
                assertThat(third.closeCode()).isEqualTo(1013);
            }
            other.close();
            awaitOpen(port).close();
            assertThat(one.closeCode()).isEqualTo(1001);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(1500), LIFE.plusSeconds(5));
        }
    }

    /** Once a place is free again, which the server hears of a moment later. */
    private Frames awaitOpen(int port) throws IOException {
        for (var end = System.nanoTime() + Duration.ofSeconds(10).toNanos(); ; ) {
            var socket = open(port);
            socket.send(TEXT, "x".getBytes(StandardCharsets.UTF_8));
            if (socket.frame().kind() == TEXT) {
                return socket;
            }
            socket.close();
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private int serve(int mostConnections) {
        var domain = new InstanceDomain("instances.localhost", URI.create(portal()));
        var server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(new ConnectionCheck(domain, new Pages(portal() + "/portal/"), LIFE, mostConnections))
                .build();
        server.start();
        closeables.add(server::stop);
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    private Frames open() throws IOException {
        return open(gateway.port);
    }

    private Frames open(int port) throws IOException {
        var socket = new Frames(port);
        assertThat(socket.shakeHands(gateway.host(InstanceDomain.CHECK_LABEL), "Origin: " + portal() + "\r\n"))
                .startsWith("HTTP/1.1 101");
        return socket;
    }

    /** A frame of a WebSocket: its opcode, whether it is its message's last, and what it carries. */
    private record Frame(int kind, boolean last, ByteBuffer data) {}

    /** A WebSocket as RFC 6455 has it on the wire, without a client's own rules in between. */
    private static final class Frames implements AutoCloseable {
        private final Socket socket = new Socket();

        Frames(int port) throws IOException {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(10_000);
        }

        /** Asks, and gives the head of the answer. */
        String shakeHands(String host, String origin) throws IOException {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\n" + origin
                                    + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            return head.toString();
        }

        /** Sends one whole message, masked with zeros. */
        void send(int kind, byte[] data) throws IOException {
            begin(kind, data.length, data);
        }

        /** Sends the beginning of a message of this length. */
        void begin(int kind, long length, byte[] data) throws IOException {
            var frame = new ByteArrayOutputStream();
            frame.write(0x80 | kind);
            if (length < 126) {
                frame.write(0x80 | (int) length);
            } else {
                frame.write(0x80 | 127);
                frame.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
            }
            frame.writeBytes(new byte[4]);
            frame.writeBytes(data);
            socket.getOutputStream().write(frame.toByteArray());
        }

        byte[] read(int kind) throws IOException {
            var whole = new ByteArrayOutputStream();
            var frame = frame();
            assertThat(frame.kind()).isEqualTo(kind);
            whole.writeBytes(frame.data().array());
            while (!frame.last()) {
                frame = frame();
                whole.writeBytes(frame.data().array());
            }
            return whole.toByteArray();
        }

        int closeCode() throws IOException {
            var frame = frame();
            assertThat(frame.kind()).isEqualTo(CLOSE);
            return frame.data().getShort();
        }

        Frame frame() throws IOException {
            var in = new DataInputStream(socket.getInputStream());
            var head = in.readUnsignedByte();
            var length = in.readUnsignedByte() & 0x7f;
            var bytes = length < 126 ? length : length == 126 ? in.readUnsignedShort() : Math.toIntExact(in.readLong());
            return new Frame(head & 0x0f, head > 0x7f, ByteBuffer.wrap(in.readNBytes(bytes)));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
