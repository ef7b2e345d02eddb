package io.bancada.app.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Asks an app one question, and reads no more of the answer than it needs and no longer than it may. */
final class AppProbe {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})");
    private static final String BODY = "\r\n\r\n";
    private static final String SSH = "SSH-2.0-";
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
        return status(answer(channel, path, authorization, patience, ENOUGH));
    }

    /**
     * The body with which a GET of {@code path} is answered.
     *
     * @param channel closed afterwards
     * @param authorization empty for none
     * @param most bytes of the whole answer
     * @throws IOException when there is no answer with 200 in time, or a longer one
     */
    static byte[] body(SocketChannel channel, String path, String authorization, Duration patience, int most)
            throws IOException {
        var answer = answer(channel, path, authorization, patience, most);
        var head = new String(answer, StandardCharsets.ISO_8859_1).indexOf(BODY);
        if (answer.length >= most || status(answer) != 200 || head < 0) {
            throw new IOException("no answer to " + path);
        }
        return Arrays.copyOfRange(answer, head + BODY.length(), answer.length);
    }

    /** The answer up to its end, or a bit more than {@code enough} of it. HTTP/1.0, so that it comes in one piece. */
    private static byte[] answer(
            SocketChannel channel, String path, String authorization, Duration patience, int enough)
            throws IOException {
        var request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n"
                + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n") + "\r\n";
        try (channel) {
            channel.write(StandardCharsets.US_ASCII.encode(request));
            return read(channel, patience, enough);
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
            return new String(read(channel, patience, SSH.length()), StandardCharsets.ISO_8859_1).startsWith(SSH);
        }
    }

    /** What comes up to the end, or a bit more than {@code enough} of it. */
    private static byte[] read(SocketChannel channel, Duration patience, int enough) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            var end = System.nanoTime() + patience.toNanos();
            var answer = new ByteArrayOutputStream();
            var buffer = ByteBuffer.allocate(4096);
            while (answer.size() < enough) {
                var left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || selector.select(left) == 0) {
                    throw new IOException("no answer within " + patience.toMillis() + " ms");
                }
                selector.selectedKeys().clear();
                if (channel.read(buffer.clear()) < 0) {
                    break;
                }
                answer.write(buffer.array(), 0, buffer.position());
            }
            return answer.toByteArray();
        }
    }

    private static int status(byte[] answer) throws IOException {
        if (answer.length < ENOUGH) {
            throw new IOException("it hung up");
        }
        var matcher = STATUS.matcher(new String(answer, 0, ENOUGH, StandardCharsets.ISO_8859_1));
        if (!matcher.lookingAt()) {
            throw new IOException("it does not speak HTTP");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
