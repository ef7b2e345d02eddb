package io.bancada.gateway;

import io.bancada.app.service.AppStream;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A program on a Unix socket that writes down each request byte by byte and answers what the test tells it to. */
final class TestApp implements AppStream, AutoCloseable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final Path socket;
    private final ServerSocketChannel listener;
    private volatile String answer = OK;

    TestApp(Path socket) throws IOException {
        this.socket = socket;
        this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        daemon(this::accept);
    }

    void answers(String what) {
        answer = what;
    }

    @Override
    public SocketChannel open() {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new DriverException.Unavailable(Message.text("it does not listen"), e);
        }
    }

    @Override
    public String authorization() {
        return "token s3cret";
    }

    private void accept() throws IOException {
        while (listener.isOpen()) {
            var connection = listener.accept();
            daemon(() -> serve(connection));
        }
    }

    private void serve(SocketChannel connection) throws IOException {
        try (connection;
                var in = Channels.newInputStream(connection);
                var out = Channels.newOutputStream(connection)) {
            for (var head = head(in); !head.isEmpty(); head = head(in)) {
                requests.add(head + body(head, in));
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (answer.startsWith("HTTP/1.1 101")) {
                    echo(in, out);
                }
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String body(String head, InputStream in) throws IOException {
        var length = head.toLowerCase(java.util.Locale.ROOT).indexOf("\r\ncontent-length:");
        if (length < 0) {
            return "";
        }
        var value =
                head.substring(length + 17).lines().findFirst().orElseThrow().strip();
        return new String(in.readNBytes(Integer.parseInt(value)), StandardCharsets.ISO_8859_1);
    }

    private static void echo(InputStream in, OutputStream out) throws IOException {
        for (var next = in.read(); next >= 0; next = in.read()) {
            out.write(next);
        }
    }

    private static void daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException over) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private interface Work {
        void run() throws IOException;
    }
}
