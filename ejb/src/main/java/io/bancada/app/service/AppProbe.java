package io.bancada.app.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Asks an app one question and looks at no more of the answer than how it begins. */
final class AppProbe {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})");
    private static final byte[] SSH = "SSH-2.0-".getBytes(StandardCharsets.US_ASCII);
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
        try (channel) {
            channel.write(StandardCharsets.US_ASCII.encode(request));
            var matcher = STATUS.matcher(new String(first(channel, ENOUGH, patience), StandardCharsets.ISO_8859_1));
            if (!matcher.lookingAt()) {
                throw new IOException("it does not speak HTTP");
            }
            return Integer.parseInt(matcher.group(1));
        }
    }

    /**
     * Whether whoever listens greets as an SSH server does.
     *
     * @param channel closed afterwards
     * @throws IOException when it says nothing in time
     */
    static boolean greetsBySsh(SocketChannel channel, Duration patience) throws IOException {
        try (channel) {
            return Arrays.equals(first(channel, SSH.length, patience), SSH);
        }
    }

    /** The first bytes that come. */
    private static byte[] first(SocketChannel channel, int enough, Duration patience) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            var end = System.nanoTime() + patience.toNanos();
            var buffer = ByteBuffer.allocate(enough);
            while (buffer.hasRemaining()) {
                var left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || selector.select(left) == 0) {
                    throw new IOException("no answer within " + patience.toMillis() + " ms");
                }
                selector.selectedKeys().clear();
                if (channel.read(buffer) < 0) {
                    throw new IOException("it hung up");
                }
            }
            return buffer.array();
        }
    }
}
