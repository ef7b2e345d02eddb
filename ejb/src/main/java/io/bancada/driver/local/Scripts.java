package io.bancada.driver.local;

import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The supervisor's files: brought from the jar to where nodes live, one directory a version, and run from there. */
final class Scripts {
    /** Resources of this package; what drivers have in common stands in theirs. */
    private static final List<String> NAMES = List.of(
            "/io/bancada/driver/processes.py",
            "kernel.py",
            "door.py",
            "cgroups.py",
            "notes.py",
            "sandbox.py",
            "preload.py",
            "init.py",
            "keeper.py",
            "sudo");

    private final Path python;
    private final Path directory;

    private Scripts(Path python, Path directory) {
        this.python = python;
        this.directory = directory;
    }

    /** Makes sure that this version's files stand below {@code base}; supervisors of other versions keep theirs. */
    static Scripts install(Path base, Path python) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Map<String, byte[]> contents = new TreeMap<>();
            for (String name : NAMES) {
                String file = name.substring(name.lastIndexOf('/') + 1);
                try (InputStream in = Scripts.class.getResourceAsStream(name)) {
                    if (in == null) {
                        throw new IllegalStateException("missing from the jar: " + name);
                    }
                    contents.put(file, in.readAllBytes());
                    digest.update(contents.get(file));
                }
            }
            Path target = base.resolve(".bin")
                    .resolve(HexFormat.of().formatHex(digest.digest()).substring(0, 16));
            Files.createDirectories(target);
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                Path fresh = Files.createTempFile(target, ".new", ".py");
                Files.write(fresh, file.getValue());
                boolean command = !file.getKey().endsWith(".py");
                Files.setPosixFilePermissions(
                        fresh, PosixFilePermissions.fromString(command ? "rwxr-xr-x" : "rw-r--r--"));
                Files.move(fresh, target.resolve(file.getKey()), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new Scripts(python, target);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new DriverException.Unavailable(Message.of("driver.cannotInstall", base.toString()), e);
        }
    }

    /** Names the contents of these files. */
    String version() {
        return directory.getFileName().toString();
    }

    /** Starts the supervisor of a node, or with {@code sweep} the removal of one, detached from this server. */
    void detach(String verb, Path node) {
        try {
            Process process = process("keeper.py", verb, node.toString())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            node.resolve("supervisor.log").toFile()))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotStart", python, String.valueOf(e.getMessage())), e);
        }
    }

    /** Asks the kernel, not a version number: makes a sandbox of each kind and sees which works. */
    SandboxKind probe(Path bubblewrap, int uid) {
        try {
            String node = NodeDirectory.JSON.writeValueAsString(Map.of(
                    "bwrap", bubblewrap.toString(), "python", python.toString(), "path", "/usr/bin", "uid", uid));
            Path place = Files.createTempDirectory(directory, "probe");
            Process process = process("sandbox.py", node, place.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String answer =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new DriverException.Unavailable(Message.of("driver.cannotProbeSandbox"));
            }
            return SandboxKind.valueOf(answer.strip());
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotRun", python, String.valueOf(e.getMessage())), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException.Unavailable(Message.of("driver.interrupted"), e);
        }
    }

    private ProcessBuilder process(String script, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                python.toString(), "-I", "-S", "-B", directory.resolve(script).toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear(); // nothing of the server's own reaches a supervisor
        builder.environment().put("LANG", "C.UTF-8");
        builder.directory(directory.toFile());
        return builder;
    }
}
