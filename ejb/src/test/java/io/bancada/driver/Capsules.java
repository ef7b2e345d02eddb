package io.bancada.driver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds capsules for tests. */
public final class Capsules {
    private Capsules() {}

    /** A capsule of ana's that runs a shell line. */
    public static Capsule shell(String id, String line) {
        return of(id, "ana", line, Optional.empty(), Map.of(), Optional.empty());
    }

    /** The same for someone else. */
    public static Capsule shellOf(String person, String id, String line) {
        return of(id, person, line, Optional.empty(), Map.of(), Optional.empty());
    }

    /** The same with a timeout. */
    public static Capsule shellWithin(Duration timeout, String id, String line) {
        return of(id, "ana", line, Optional.empty(), Map.of(), Optional.of(timeout));
    }

    /** The same with code and inputs. */
    public static Capsule shellWith(Path code, Map<String, Path> inputs, String id, String line) {
        return of(id, "ana", line, Optional.of(code), inputs, Optional.empty());
    }

    /** A capsule of someone's that runs a shell line with directories of the server's in its sight. */
    public static Capsule shellSharing(String person, Map<String, Path> shares, String id, String line) {
        Capsule plain = shellOf(person, id, line);
        return new Capsule(
                plain.id(),
                person,
                plain.command(),
                plain.environment(),
                plain.code(),
                plain.inputs(),
                shares,
                plain.timeout(),
                plain.grace());
    }

    private static Capsule of(
            String id,
            String person,
            String line,
            Optional<Path> code,
            Map<String, Path> inputs,
            Optional<Duration> timeout) {
        return new Capsule(
                new CapsuleId(id),
                person,
                List.of("/bin/sh", "-c", line),
                Map.of("GREETING", "hello world"),
                code,
                inputs,
                timeout,
                Duration.ofMillis(400));
    }
}
