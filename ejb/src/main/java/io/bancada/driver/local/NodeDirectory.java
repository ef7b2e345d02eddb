package io.bancada.driver.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The directory of one node; its layout is drawn at the top of {@code keeper.py}. */
record NodeDirectory(Path path) {
    static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Who keeps the node.
     *
     * @param guests whether the supervisor knows how to keep several people's sandboxes apart
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Ready(long pid, long start, String boot, long at, String detail, boolean guests) {
        Host.ProcessMark mark() {
            return new Host.ProcessMark(pid, start, boot);
        }
    }

    Path capsules() {
        return path.resolve("capsules");
    }

    Path capsule(CapsuleId id) {
        return capsules().resolve(id.value());
    }

    Path work(String place) {
        return path.resolve("work").resolve(place);
    }

    /** Where its kind of node has one. */
    Path home() {
        return path.resolve("home");
    }

    Path staging() {
        return path.resolve("staging");
    }

    Path trash() {
        return path.resolve("trash");
    }

    boolean exists() {
        return Files.exists(path.resolve("node.json"), LinkOption.NOFOLLOW_LINKS);
    }

    /** The node's description, or empty when there is no such node. */
    Optional<NodeSpec> spec() {
        return read(path.resolve("node.json"), NodeSpec.class);
    }

    /** Who keeps the node, or empty before its supervisor is up. */
    Optional<Ready> ready() {
        return read(path.resolve("ready.json"), Ready.class);
    }

    boolean isReleased() {
        return Files.exists(path.resolve("released"));
    }

    void markReleased() {
        try {
            Files.createFile(path.resolve("released"));
        } catch (FileAlreadyExistsException | NoSuchFileException already) {
            return; // released before, or gone since
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotNote", path.getFileName().toString()), e);
        }
    }

    /** Since when it is to be stopped; empty when it is not. */
    Optional<Instant> stopped() {
        return changed("stopped");
    }

    /** When it was started again last; empty when it never was stopped. */
    Optional<Instant> startedAgain() {
        return changed("started");
    }

    void markStopped() {
        try {
            Files.createFile(path.resolve("stopped"));
        } catch (FileAlreadyExistsException | NoSuchFileException already) {
            return; // stopped before, or gone since
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotNote", path.getFileName().toString()), e);
        }
    }

    /** Forgets who kept the node and that it was stopped, in this order: broken off halfway, it is still stopped. */
    void markStarted() {
        try {
            Files.deleteIfExists(path.resolve("started"));
            Files.createFile(path.resolve("started"));
            Files.deleteIfExists(path.resolve("ready.json"));
            Files.deleteIfExists(path.resolve("stopped"));
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotNote", path.getFileName().toString()), e);
        }
    }

    private Optional<Instant> changed(String name) {
        try {
            return Optional.of(Files.getLastModifiedTime(path.resolve(name)).toInstant());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotRead", name, String.valueOf(e.getMessage())), e);
        }
    }

    /** The JSON file, or empty when there is none (any more). */
    static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DriverException.Unavailable(
                    Message.of("driver.cannotRead", file.getFileName().toString(), String.valueOf(e.getMessage())), e);
        }
    }
}
