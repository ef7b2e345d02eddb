package io.bancada.driver.ssh;

import io.bancada.driver.Await;
import io.bancada.driver.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A machine to attach: Debian's own sshd on a high port of the loopback interface. Where the test is root, its account is
 * a fresh unprivileged one with a home of its own; elsewhere it is the one that runs the test.
 */
public final class SshMachine implements AutoCloseable {
    private static final boolean ROOT = System.getProperty("user.name").equals("root");
    private static final String SSHD = "/usr/sbin/sshd";

    private final Path base;
    private final int port;
    private final String user;
    private final Path home;
    private List<String> options = List.of();
    private Process sshd;

    /** Started, with an account that takes {@link #privateKey()}. */
    public SshMachine() {
        try {
            base = Files.createTempDirectory("bancada-sshd");
            Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
            port = freePort();
            run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-C",
                    "test",
                    "-f",
                    base.resolve("key").toString());
            Files.copy(base.resolve("key.pub"), base.resolve("authorized_keys"));
            if (ROOT) {
                user = "b" + Long.toString(System.nanoTime(), 36);
                home = base.resolve("home");
                run("useradd", "--create-home", "--home-dir", home.toString(), "--shell", "/bin/bash", user);
                run("usermod", "-p", "*", user);
                Files.createDirectories(Path.of("/run/sshd"));
            } else {
                user = System.getProperty("user.name");
                home = Path.of(System.getProperty("user.home"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        newHostKeys();
        sshd = launch();
    }

    public int port() {
        return port;
    }

    public String user() {
        return user;
    }

    public Path home() {
        return home;
    }

    /** A key that the account takes, OpenSSH's form. */
    public String privateKey() {
        return read("key");
    }

    /** Of the kind that is pinned in tests, {@code type base64}. */
    public String hostKey(String kind) {
        return read("host_" + kind + ".pub").split(" ", -1)[0] + " "
                + read("host_" + kind + ".pub").split(" ", -1)[1];
    }

    /** The settings of a site that is this machine. */
    Map<String, String> settings(String tag) {
        Map<String, String> settings = new HashMap<>();
        settings.put("address", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("user", user);
        settings.put("privateKey", privateKey());
        settings.put("hostKey", hostKey("ed25519"));
        settings.put("tag", tag);
        return settings;
    }

    Site site(String tag) {
        return new Site("here", settings(tag));
    }

    /** Loopback is allowed: that is where the test's machine is. */
    static SshConfig config() {
        SshConfig d = SshConfig.defaults();
        return new SshConfig(
                d.connectTimeout(),
                d.requestTimeout(),
                d.stageTimeout(),
                d.logLimit(),
                d.fetchLimit(),
                d.path(),
                List.of("127.0.0.0/8"));
    }

    /** Ends every connection that is open, as a cable that is cut does. */
    public void cut() {
        sshd.descendants().forEach(ProcessHandle::destroyForcibly);
        Await.until("all are cut", () -> sshd.descendants().findAny().isEmpty());
    }

    public void stop() {
        cut();
        sshd.destroyForcibly();
        Await.until("sshd is gone", () -> !sshd.isAlive());
    }

    public void start() {
        sshd = launch();
    }

    /** From the next start on, the machine is another one. */
    void newHostKeys() {
        for (String kind : List.of("ed25519", "rsa")) {
            try {
                Files.deleteIfExists(base.resolve("host_" + kind));
                Files.deleteIfExists(base.resolve("host_" + kind + ".pub"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    kind,
                    "-N",
                    "",
                    "-f",
                    base.resolve("host_" + kind).toString());
        }
    }

    /** From the next start on, sshd has these options beside its usual ones, and no others. */
    void options(String... lines) {
        options = List.of(lines);
    }

    /** Gives the account a password; where the test is root only. */
    void password(String password) {
        run("chpasswd", user + ":" + password);
    }

    private Process launch() {
        List<String> lines = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + base.resolve("host_rsa"),
                "HostKey " + base.resolve("host_ed25519"),
                "AuthorizedKeysFile " + base.resolve("authorized_keys"),
                "PidFile " + base.resolve("sshd.pid"),
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication yes",
                "MaxStartups 100",
                "LogLevel VERBOSE",
                "Subsystem sftp internal-sftp"));
        lines.addAll(options);
        try {
            Files.write(base.resolve("sshd_config"), lines);
            Process process = new ProcessBuilder(
                            SSHD, "-D", "-e", "-f", base.resolve("sshd_config").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            base.resolve("sshd.log").toFile()))
                    .start();
            Await.until("sshd listens", this::listens, () -> process.isAlive() + read("sshd.log"));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** How many processes of this host have the word in their command line. */
    static long processesWith(String word) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .filter(path ->
                            Arrays.asList(commandLine(path).split("\0", -1)).contains(word))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commandLine(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    private String read(String file) {
        try {
            return Files.readString(base.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What sshd said. */
    public String log() {
        return read("sshd.log");
    }

    /** Runs a program; {@code chpasswd} takes its argument on standard input. */
    static void run(String... command) {
        try {
            boolean piped = command[0].equals("chpasswd");
            Process process = new ProcessBuilder(piped ? List.of(command[0]) : List.of(command))
                    .redirectErrorStream(true)
                    .start();
            try (var in = process.getOutputStream()) {
                if (piped) {
                    in.write((command[1] + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stop();
        if (ROOT) {
            try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
                all.filter(process -> process.info().user().filter(user::equals).isPresent())
                        .forEach(ProcessHandle::destroyForcibly);
            }
            Await.until(
                    "all of the account's have ended",
                    () -> ProcessHandle.allProcesses()
                            .noneMatch(process ->
                                    process.info().user().filter(user::equals).isPresent()));
            run("userdel", user);
        }
        run("rm", "-rf", base.toString());
    }
}
