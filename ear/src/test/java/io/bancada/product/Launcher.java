package io.bancada.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls {@code ./bancada} as a person would, for one home and its two ports. */
public record Launcher(Path home, int port, int keycloakPort) {

    /** Exit code and everything that was printed. */
    public record Outcome(int exitCode, String output) {}

    /** Where the project is: set by Maven, else the working directory's parent. */
    static Path root() {
        return Path.of(System.getProperty("bancada.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** A launcher for a new home under {@code ear/target}, on ports that nobody has now. */
    public static Launcher forFreshHome(String name) {
        Path home = root().resolve("ear/target/homes")
                .resolve(name + "-" + ProcessHandle.current().pid());
        return new Launcher(home, freePort(), freePort());
    }

    public Outcome run(String... arguments) {
        return runWith(Map.of(), arguments);
    }

    /** With further environment variables. Ends within ten minutes or fails. */
    public Outcome runWith(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(root().resolve("bancada").toString()));
        command.addAll(List.of(arguments));
        Map<String, String> all = new HashMap<>(Map.of(
                "BANCADA_PORT", String.valueOf(port),
                "BANCADA_KEYCLOAK_PORT", String.valueOf(keycloakPort),
                // the machines that tests attach are on this host
                "BANCADA_JAVA_OPTS",
                        "-Dbancada.attached.allowed-addresses=127.0.0.0/8"
                                // no test waits for a minute
                                + " -Dbancada.instance.setup.min-seconds=1"
                                // an instance takes the machine that stands ready, or gets one made where none does
                                + " -Dbancada.instances.warm.local=1"
                                // whoever is disabled for a moment finds everything as it was
                                + " -Dbancada.instances.leaver-policy=Keep"));
        all.putAll(environment);
        return execute(all, command);
    }

    /** Runs any program beside this home's product, in the project's folder. Ends within ten minutes or fails. */
    Outcome execute(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root().toFile()).redirectErrorStream(true);
        builder.environment().put("BANCADA_HOME", home.toString());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #run}, for calls that have to succeed. */
    public String output(String... arguments) {
        Outcome outcome = run(arguments);
        if (outcome.exitCode() != 0) {
            throw new AssertionError("./bancada " + List.of(arguments) + " failed: " + outcome.output());
        }
        return outcome.output();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
