package io.bancada.driver;

import io.bancada.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One detached process tree with a directory of its own. A job attempt, a notebook server and a setup script are all
 * capsules. Its directory holds {@code spec.json}, {@code stdout.log}, {@code stderr.log}, {@code pid} and, written
 * atomically once the tree has ended, {@code exit}; beside them {@code code/} (the working directory),
 * {@code inputs/<name>} (read-only) and {@code outputs/} (writable, kept).
 *
 * @param id chosen by the server; starting the same id twice starts one process tree
 * @param person whose work this is; a node serves one person at a time and is recycled when the person changes
 * @param command argument vector; never passed through a shell by the driver
 * @param environment all that the process gets beside {@code PATH HOME LANG TMPDIR}; nothing of the server's own
 * @param code a directory of the server whose content becomes {@code code/}, copied so that the process may write
 * @param inputs a file or directory of the server by input name
 * @param shares a directory of the server by the absolute path, below {@code /share/} or {@code /home/}, where the process
 *     finds it: not a copy but the directory itself, writable, and the person's from then on; but {@link #EVERYBODYS}
 *     is everybody's: each may add to it, and change what is theirs. What runs for the same
 *     person on the same machine later, without shares of its own, finds it there too
 * @param guest whether this is on a machine that keeps another person's home: it gets a sandbox beside theirs, with a home
 *     of its own that goes with it, and neither sees anything of the other
 * @param timeout after which the tree is ended with {@link CapsuleStatus.End#TIMED_OUT}; empty for none
 * @param grace between the polite signal and the hard one
 */
public record Capsule(
        CapsuleId id,
        String person,
        List<String> command,
        Map<String, String> environment,
        Optional<Path> code,
        Map<String, Path> inputs,
        Map<String, Path> shares,
        boolean guest,
        Optional<Duration> timeout,
        Duration grace) {
    /** Where the directory stands that people share. */
    public static final String EVERYBODYS = "/share/Shared";

    public Capsule {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        inputs = Map.copyOf(inputs);
        shares = Map.copyOf(shares);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a capsule needs a command");
        }
    }

    /** A capsule of whoever the machine is for. */
    public Capsule(
            CapsuleId id,
            String person,
            List<String> command,
            Map<String, String> environment,
            Optional<Path> code,
            Map<String, Path> inputs,
            Map<String, Path> shares,
            Optional<Duration> timeout,
            Duration grace) {
        this(id, person, command, environment, code, inputs, shares, false, timeout, grace);
    }

    /** The same capsule on a machine that is somebody else's. */
    public Capsule asGuest() {
        return new Capsule(id, person, command, environment, code, inputs, shares, true, timeout, grace);
    }

    /** A capsule without shares. */
    public Capsule(
            CapsuleId id,
            String person,
            List<String> command,
            Map<String, String> environment,
            Optional<Path> code,
            Map<String, Path> inputs,
            Optional<Duration> timeout,
            Duration grace) {
        this(id, person, command, environment, code, inputs, Map.of(), timeout, grace);
    }

    /**
     * Goes on only when an operating system can take the command and the environment.
     *
     * @throws DriverException.Rejected naming what cannot be passed on
     */
    public void requirePassable() {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0) {
                throw new DriverException.Rejected(Message.of("driver.variableName", name));
            }
            if (variable.getValue().indexOf(0) >= 0) {
                throw new DriverException.Rejected(Message.of("driver.variableNul", name));
            }
        }
        if (command.stream().anyMatch(word -> word.indexOf(0) >= 0)) {
            throw new DriverException.Rejected(Message.of("driver.commandNul"));
        }
    }
}
