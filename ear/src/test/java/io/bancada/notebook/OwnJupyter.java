package io.bancada.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.product.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Debian's Jupyter as a person runs it on a machine of their own, with kernels at an address that it is given. */
final class OwnJupyter implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "mine";

    /** Names below localhost, which browsers find by themselves and other programs only by a resolver. */
    private static final String RESOLVER = """
            import socket
            found = socket.getaddrinfo
            socket.getaddrinfo = lambda host, *rest, **more: found(
                '127.0.0.1' if isinstance(host, str) and host.endswith('.localhost') else host, *rest, **more)
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final Process process;
    private final Path log;

    /**
     * Starts it and waits until it answers.
     *
     * @param directory for its files
     * @param gateway where its kernels are
     * @param token with which it may
     */
    OwnJupyter(Product product, Path directory, String gateway, String token) {
        try {
            var port = freePort();
            address = "127.0.0.1:" + port;
            log = directory.resolve("own-jupyter.log");
            Files.writeString(directory.resolve("sitecustomize.py"), RESOLVER);
            var builder = new ProcessBuilder(
                            "/usr/bin/jupyter-notebook",
                            "--no-browser",
                            "--allow-root",
                            "--ip=127.0.0.1",
                            "--port=" + port,
                            "--NotebookApp.token=" + TOKEN,
                            "--notebook-dir=" + directory)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            var environment = builder.environment();
            environment.put("HOME", directory.toString());
            environment.put("PYTHONPATH", directory.toString());
            environment.put("JUPYTER_GATEWAY_URL", gateway);
            environment.put("JUPYTER_GATEWAY_AUTH_TOKEN", token);
            environment.put("JUPYTER_GATEWAY_CA_CERTS", product.caFile().toString());
            environment.put(
                    "SSL_CERT_FILE", product.caFile().toString()); // 6.4 reads the other only beside client_cert
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() {
        var deadline = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("Jupyter does not start: " + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private boolean answers() {
        try {
            return send(request("/api").GET()).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** What it has written. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(PATIENCE)
                .header("Authorization", "token " + TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks for a new kernel; the answer as it is. */
    HttpResponse<String> startKernel() {
        return send(request("/api/kernels")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"python3\"}")));
    }

    /** Runs a cell in a new kernel, and returns what it prints. */
    String run(String code) throws Exception {
        var started = startKernel();
        if (started.statusCode() != 201) {
            throw new AssertionError(started.statusCode() + " " + started.body() + log());
        }
        var cell = new Cell(code);
        var socket = http.newWebSocketBuilder()
                .header("Authorization", "token " + TOKEN)
                .buildAsync(
                        URI.create("ws://" + address + "/api/kernels/"
                                + JSON.readTree(started.body()).path("id").asText() + "/channels?session_id=s"),
                        cell)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        try {
            return cell.printed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the kernel what it is, as every client does, then sends the cell, and hears its first output. */
    private static final class Cell implements WebSocket.Listener {
        private final CompletableFuture<String> printed = new CompletableFuture<>();
        private final StringBuilder message = new StringBuilder();
        private final String code;

        Cell(String code) {
            this.code = code;
        }

        @Override
        public void onOpen(WebSocket socket) {
            send(socket, "kernel_info_request", JSON.createObjectNode());
            socket.request(1);
        }

        private void send(WebSocket socket, String type, JsonNode content) {
            var unused = socket.sendText(message(type, content), true).exceptionally(e -> {
                printed.completeExceptionally(e);
                return socket;
            });
        }

        private static String message(String type, JsonNode content) {
            var message = JSON.createObjectNode().put("channel", "shell");
            message.putObject("header")
                    .put("msg_id", type)
                    .put("username", "u")
                    .put("session", "s")
                    .put("msg_type", type)
                    .put("version", "5.3")
                    .put("date", "");
            message.putObject("parent_header");
            message.putObject("metadata");
            message.putArray("buffers");
            message.set("content", content);
            return message.toString();
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                try {
                    hear(socket, JSON.readTree(message.toString()));
                } catch (IOException e) {
                    printed.completeExceptionally(e);
                }
                message.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void hear(WebSocket socket, JsonNode said) {
            switch (said.path("msg_type").asText()) {
                case "kernel_info_reply" -> {
                    var content = JSON.createObjectNode()
                            .put("code", code)
                            .put("silent", false)
                            .put("store_history", true)
                            .put("allow_stdin", false);
                    content.putObject("user_expressions");
                    send(socket, "execute_request", content);
                }
                case "stream" -> printed.complete(said.at("/content/text").asText());
                case "error" -> printed.completeExceptionally(new AssertionError(said.toString()));
                default -> {} // states, and what the kernel repeats
            }
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            printed.completeExceptionally(error);
        }
    }
}
