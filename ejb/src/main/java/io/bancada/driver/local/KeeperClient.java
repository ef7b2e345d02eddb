package io.bancada.driver.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Asks a supervisor: one connection a request, so there is none to lose or to keep. */
final class KeeperClient {
    private final Path socket;
    private final Duration patience;

    KeeperClient(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /**
     * Sends one request and waits for its answer.
     *
     * @throws DriverException as the supervisor says, or {@link DriverException.Unavailable} without an answer
     */
    JsonNode request(Map<String, ?> request) {
        JsonNode answer;
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap((NodeDirectory.JSON.writeValueAsString(request) + "\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            answer = NodeDirectory.JSON.readTree(line(channel));
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.supervisorSilent", String.valueOf(e.getMessage())), e);
        }
        if (answer.has("error")) {
            Message message = Message.text(answer.path("message").asText());
            throw switch (answer.path("error").asText()) {
                case "capacity" -> new DriverException.InsufficientCapacity(message);
                case "rejected" -> new DriverException.Rejected(message);
                default -> new DriverException.Unavailable(message);
            };
        }
        return answer;
    }

    private byte[] line(SocketChannel channel) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (true) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || selector.select(left) == 0) {
                    throw new IOException("no answer within " + patience.toSeconds() + " s");
                }
                selector.selectedKeys().clear();
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    throw new IOException("it hung up");
                }
                line.write(buffer.array(), 0, buffer.position());
                if (buffer.position() > 0 && buffer.get(buffer.position() - 1) == '\n') {
                    return line.toByteArray();
                }
            }
        }
    }
}
