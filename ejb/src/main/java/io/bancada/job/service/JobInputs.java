package io.bancada.job.service;

import io.bancada.driver.CapsuleId;
import io.bancada.driver.DriverException;
import io.bancada.driver.PlainCopy;
import io.bancada.file.model.SharePath;
import io.bancada.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What a process reads, where only the server writes: out of people's folders it is copied first, since their owners
 * could put a link in the place of a folder just while the server, which may read everything, brings it to a node.
 *
 * @param paths a file or directory by input name
 * @param room the directory of the copies; empty where nothing had to be copied
 */
record JobInputs(Map<String, Path> paths, Optional<Path> room) implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(JobInputs.class);
    private static final long MOST_BYTES = 256L << 30;

    /**
     * Brings them.
     *
     * @param share of the workspace
     * @param inputs as {@link JobCommand#plainInputs} names them, in the share
     * @throws DriverException.Rejected when one of them is not there any more
     */
    static JobInputs bring(Path share, CapsuleId capsule, Map<String, Path> inputs) {
        if (inputs.values().stream().noneMatch(source -> isPersons(share, source))) {
            return new JobInputs(inputs, Optional.empty());
        }
        try {
            var room = Files.createTempDirectory(Files.createDirectories(share.resolve("inputs")), capsule.value());
            var brought = new HashMap<>(inputs);
            var done = new JobInputs(brought, Optional.of(room));
            try {
                inputs.forEach((name, source) -> {
                    if (isPersons(share, source)) {
                        brought.put(name, copy(share, name, share.relativize(source), room.resolve(name)));
                    }
                });
            } catch (RuntimeException e) {
                done.close();
                throw e;
            }
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPersons(Path share, Path source) {
        return source.startsWith(share.resolve(SharePath.USERS));
    }

    private static Path copy(Path share, String name, Path path, Path target) {
        var names = new ArrayList<String>();
        path.forEach(part -> names.add(part.toString()));
        try {
            new PlainCopy(share).copy(names, target, MOST_BYTES);
            for (var made : below(target)) { // what all may read, a driver need not copy again
                Files.setPosixFilePermissions(
                        made, PosixFilePermissions.fromString(Files.isDirectory(made) ? "rwxr-xr-x" : "r--r--r--"));
            }
            return target;
        } catch (DriverException.NotFound e) {
            throw new DriverException.Rejected(Message.of("job.noInput", name, path.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> below(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            return walk.toList();
        }
    }

    /** Removes the copies; a node has its own by now. */
    @Override
    public void close() {
        room.ifPresent(JobInputs::remove);
    }

    private static void remove(Path room) {
        try {
            for (var made :
                    below(room).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(made);
            }
        } catch (IOException e) {
            LOG.warnf("%s cannot be removed: %s", room, e.getMessage());
        }
    }
}
