package io.bancada.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The way into an instance by SSH, as an app of it: OpenSSH's own server inside the sandbox, under its person's user. It is
 * none of the catalogue, has no address in the browser, and greets whoever connects.
 */
public final class SshDoor {
    /** Its name as an app; no app of the catalogue can have it. */
    public static final String NAME = "ssh";

    /** Whom to sign on as: the one user of every sandbox. */
    public static final String USER = "worker";

    private static final String PYTHON = "/usr/bin/python3";
    private static final Path SERVER = Path.of("/usr/sbin/sshd");
    private static final String SCRIPT = script();

    private SshDoor() {}

    /** Whether this host has what it takes. */
    public static boolean isInstalled() {
        return Files.isExecutable(SERVER) && Files.isExecutable(Path.of(PYTHON));
    }

    /** The app that lets in whoever holds one of these keys. */
    public static App app(String keys) {
        return new App(
                NAME,
                "SSH",
                PYTHON,
                List.of("-I", "-c", SCRIPT, "{socket}"),
                Map.of("SSH_KEYS", keys),
                "/",
                "",
                "apt install openssh-server",
                "",
                List.of());
    }

    private static String script() {
        try (var in = Objects.requireNonNull(SshDoor.class.getResourceAsStream("/io/bancada/app/ssh_door.py"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
