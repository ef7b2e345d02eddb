package io.bancada.database;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server in a directory of its own, started once for all tests of a JVM and stopped with it. It needs
 * Debian's package {@code postgresql}; without it the test fails and says so.
 */
public final class PostgresServer {
    private static @Nullable PostgresServer running;

    private final Path directory;
    private final Path bin;
    private final int port;

    private PostgresServer(Path directory, Path bin, int port) {
        this.directory = directory;
        this.bin = bin;
        this.port = port;
    }

    /** JDBC address of a new, empty database. */
    public static synchronized String newDatabase(String name) {
        try {
            var server = running == null ? start() : running;
            running = server;
            server.run(
                    "psql",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    "" + server.port,
                    "-U",
                    "bancada",
                    "-d",
                    "postgres",
                    "-c",
                    "create database " + name);
            return "jdbc:postgresql://127.0.0.1:" + server.port + "/" + name;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL cannot be started", e);
        }
    }

    private static PostgresServer start() throws IOException {
        var directory = Files.createTempDirectory("bancada-postgresql");
        var server = new PostgresServer(directory, binaries(), freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        if (server.isRoot()) {
            server.exec(List.of("chown", "postgres", directory.toString()));
        }
        server.run(
                "initdb",
                "-D",
                directory + "/data",
                "-U",
                "bancada",
                "-A",
                "trust",
                "--no-sync",
                "-E",
                "UTF8",
                "--locale=C.UTF-8");
        server.run(
                "pg_ctl",
                "-D",
                directory + "/data",
                "-w",
                "-l",
                directory + "/log",
                "-o",
                "-p " + server.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory
                        + " -c max_connections=300",
                "start");
        return server;
    }

    private void stop() {
        try {
            run("pg_ctl", "-D", directory + "/data", "-m", "immediate", "stop");
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            }
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL cannot be stopped", e);
        }
    }

    /** Runs one of PostgreSQL's programs, as its own user where we are root: the server refuses to be. */
    private void run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        exec(command);
    }

    private void exec(List<String> command) throws IOException {
        var output = Files.createTempFile("bancada-postgresql", ".txt");
        var process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    private boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path binaries() throws IOException {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(v -> v.resolve("bin"))
                    .filter(b -> Files.isExecutable(b.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException("no initdb below /usr/lib/postgresql"));
        } catch (IOException e) {
            throw new IOException("PostgreSQL is not installed; apt-get install postgresql", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
