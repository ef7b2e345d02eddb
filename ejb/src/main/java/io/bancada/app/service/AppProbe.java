package io.bancada.app.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/** Asks an app one question and looks at no more of the answer than its status. */
final class AppProbe {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})");
    private static final int ENOUGH = 12;

    private AppProbe() {}

    /**
     * The status with which a GET of {@code path} is answered.
     *
     * @param channel closed afterwards
     * @param authorization empty for none
     * @throws IOException when there is no answer in time, or none in HTTP
     */
    static int get(SocketChannel channel, String path, String authorization, Duration patience) throws IOException {
        var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n") + "\r\n";
        try (channel;
                Selector selector = Selector.open()) {
            channel.write(StandardCharsets.US_ASCII.encode(request));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            var end = System.nanoTime() + patience.toNanos();
            var line = new ByteArrayOutputStream();
            var buffer = ByteBuffer.allocate(256);
            while (line.size() < ENOUGH) {
                var left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || selector.select(left) == 0) {
                    throw new IOException("no answer within " + patience.toMillis() + " ms");
                }
                selector.selectedKeys().clear();
                if (channel.read(buffer.clear()) < 0) {
                    throw new IOException("it hung up");
                }
                line.write(buffer.array(), 0, buffer.position());
            }
            var matcher = STATUS.matcher(line.toString(StandardCharsets.ISO_8859_1));
            if (!matcher.lookingAt()) {
                throw new IOException("it does not speak HTTP");
            }
            return Integer.parseInt(matcher.group(1));
        }
    }
}
