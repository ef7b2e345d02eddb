package io.bancada.driver.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What stands on disk of a capsule: {@code spec.json} by its preparation, {@code pid} and {@code exit} by its supervisor. */
record CapsuleRecord(Path directory) {
    /** The name of the person's directory that holds its work; empty where it was never prepared. */
    Optional<String> place() {
        return prepared().map(Prepared::place);
    }

    /** Whether it is a guest's, who sees nothing of the node's home. */
    boolean guest() {
        return prepared().filter(Prepared::guest).isPresent();
    }

    private Optional<Prepared> prepared() {
        return NodeDirectory.read(directory.resolve("spec.json"), Prepared.class);
    }

    /** How it stands, by these files and by whether its supervisor still lives on the host. */
    CapsuleStatus status(Host host) {
        Optional<Exit> exit = json(directory.resolve("exit"), Exit.class, Exit.UNREADABLE);
        Optional<Started> started = json(directory.resolve("pid"), Started.class, null);
        Optional<Instant> startedAt = started.map(record -> Instant.ofEpochMilli(record.at()));
        if (exit.isEmpty() && started.isPresent()) {
            if (host.isAlive(started.orElseThrow().keeperMark())) {
                return new CapsuleStatus(
                        CapsuleStatus.State.RUNNING,
                        Optional.empty(),
                        OptionalInt.empty(),
                        startedAt,
                        Optional.empty());
            }
            // The supervisor may have written it as its last act, between our two looks.
            exit = json(directory.resolve("exit"), Exit.class, Exit.UNREADABLE);
            if (exit.isEmpty()) {
                exit = Optional.of(Exit.UNREADABLE);
            }
        }
        if (exit.isEmpty()) {
            return CapsuleStatus.ABSENT;
        }
        Integer code = exit.orElseThrow().code();
        return new CapsuleStatus(
                CapsuleStatus.State.ENDED,
                Optional.of(CapsuleStatus.End.valueOf(exit.orElseThrow().end())),
                code == null ? OptionalInt.empty() : OptionalInt.of(code),
                startedAt,
                exit.orElseThrow().at() == 0
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(exit.orElseThrow().at())));
    }

    /** The file's content; {@code broken} where a crash of the host left half a file. */
    private static <T> Optional<T> json(Path file, Class<T> type, @Nullable T broken) {
        try {
            return Optional.of(NodeDirectory.JSON.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return Optional.ofNullable(broken);
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotRead", file.getFileName().toString(), String.valueOf(e.getMessage())), e);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Prepared(String place, boolean guest) {}

    /** The content of {@code exit}; {@code at} in milliseconds since the epoch, 0 when nobody knows. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Exit(String end, @Nullable Integer code, long at) {
        static final Exit UNREADABLE = new Exit(CapsuleStatus.End.LOST.name(), null, 0);
    }

    /** The content of {@code pid}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Started(long pid, long start, String boot, long at, Keeper keeper) {
        Host.ProcessMark keeperMark() {
            return new Host.ProcessMark(keeper.pid(), keeper.start(), boot);
        }
    }

    private record Keeper(long pid, long start) {}
}
