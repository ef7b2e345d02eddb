package io.bancada.notebook;

import io.bancada.product.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Requests to an instance's origin as they are written, over TLS. Its name is in the Host header alone: what is below
 * localhost is found by browsers, and not by every resolver.
 */
final class Wire {
    private static final int PATIENCE = 60_000; // milliseconds

    private final Product product;
    private final URI address;

    Wire(Product product, String address) {
        this.product = product;
        this.address = URI.create(address);
    }

    /** An answer, its head and body as they came. */
    record Answer(String text) {
        int status() {
            return Integer.parseInt(text.substring(9, 12));
        }

        /** What is quoted behind this name, where it comes first. */
        String field(String name) {
            return text.replaceAll("(?s).*?\"" + name + "\": *\"([^\"]*)\".*", "$1");
        }
    }

    /** A GET; each header ends with CR LF. */
    Answer get(String path, String headers) {
        return send("GET " + path, headers, "");
    }

    /** A request with this first line but for the version. */
    Answer send(String line, String headers, String body) {
        try (var socket = open()) {
            write(socket, line, headers + "Content-Length: " + body.length() + "\r\nConnection: close\r\n", body);
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for a WebSocket, and leaves the connection open behind the first line of the answer. */
    Socket upgrade(String path, String headers) throws IOException {
        var socket = open();
        var key = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        write(socket, "GET " + path, headers + "Connection: Upgrade\r\nUpgrade: websocket\r\n" + key, "");
        return socket;
    }

    private Socket open() throws IOException {
        var socket = product.http().sslContext().getSocketFactory().createSocket("localhost", address.getPort());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private void write(Socket socket, String line, String headers, String body) throws IOException {
        socket.getOutputStream()
                .write((line + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n" + headers + "\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
