package io.bancada.driver.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.DriverException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The directory of one node; its layout is drawn at the top of {@code keeper.py}. */
record NodeDirectory(Path path) {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Who keeps the node. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Ready(long pid, long start, String boot, long at, String detail) {
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
            throw new DriverException.Unavailable("cannot note the release of " + path.getFileName(), e);
        }
    }

    /** The JSON file, or empty when there is none (any more). */
    static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DriverException.Unavailable("cannot read " + file.getFileName() + ": " + e.getMessage(), e);
        }
    }
}
