package io.bancada.driver;

import io.bancada.message.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Copies plain files and directories to where the server alone writes, out of a place where others do, and against their
 * will: links and special files are left out, and nothing that is swapped meanwhile leads elsewhere.
 *
 * @param root nobody but the server can replace it or what is above it
 */
public record PlainCopy(Path root) {
    private static final int DEEPEST = 100;

    /** Copies a file or directory to {@code target}; files that an earlier run copied whole are left alone. */
    public void copy(List<String> path, Path target, long limit) {
        Budget budget = new Budget(limit);
        try {
            if (!path.isEmpty()) {
                try (OpenDirectory directory = OpenDirectory.at(root, path.subList(0, path.size() - 1))) {
                    String name = path.get(path.size() - 1);
                    BasicFileAttributes attributes = directory.attributes(name);
                    if (attributes.isRegularFile()) {
                        Files.createDirectories(target.toAbsolutePath().getParent());
                        copyFile(directory, name, attributes, target, budget);
                        return;
                    }
                }
            }
            try (OpenDirectory directory = OpenDirectory.at(root, path)) {
                copyDirectory(directory, target, budget, 0);
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static void copyDirectory(OpenDirectory directory, Path target, Budget budget, int depth)
            throws IOException {
        if (depth > DEEPEST) {
            throw new DriverException.Rejected(Message.of("driver.nestedTooDeep", DEEPEST));
        }
        Files.createDirectories(target);
        for (String name : directory.names()) {
            Optional<PosixFileAttributes> found = directory.find(name);
            if (found.isPresent() && found.orElseThrow().isRegularFile()) {
                copyFile(directory, name, found.orElseThrow(), target.resolve(name), budget);
            } else if (found.isPresent() && found.orElseThrow().isDirectory()) {
                Optional<OpenDirectory> below = enter(directory, name);
                if (below.isPresent()) {
                    try (OpenDirectory opened = below.orElseThrow()) {
                        copyDirectory(opened, target.resolve(name), budget, depth + 1);
                    }
                }
            }
        }
    }

    private static Optional<OpenDirectory> enter(OpenDirectory directory, String name) {
        try {
            return Optional.of(directory.enter(name));
        } catch (IOException swappedOrClosed) {
            return Optional.empty();
        }
    }

    private static void copyFile(
            OpenDirectory directory, String name, BasicFileAttributes source, Path target, Budget budget)
            throws IOException {
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == source.size()
                && Files.getLastModifiedTime(target).toMillis()
                        == source.lastModifiedTime().toMillis()) {
            return;
        }
        try (SeekableByteChannel in = directory.read(name);
                SeekableByteChannel out = Files.newByteChannel(
                        target,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
            long left = in.size(); // what it grows by meanwhile is not followed: a writer could outrun us for ever
            while (left > 0 && in.read(buffer.clear().limit((int) Math.min(left, buffer.capacity()))) > 0) {
                left -= buffer.position();
                budget.spend(buffer.position());
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
        } catch (NoSuchFileException swapped) {
            return;
        }
        Files.setLastModifiedTime(target, source.lastModifiedTime());
    }

    private static DriverException failed(List<String> path, IOException e) {
        // ENOTDIR and ELOOP (a file or a link where a directory should be) have no exception of their own
        return e instanceof NoSuchFileException
                        || e instanceof NotDirectoryException
                        || e.getClass() == FileSystemException.class
                ? new DriverException.NotFound(Message.of("driver.noFile", String.join("/", path)))
                : new DriverException.Unavailable(
                        Message.of("driver.cannotRead", String.join("/", path), String.valueOf(e.getMessage())), e);
    }

    private static final class Budget {
        private final long limit;
        private long left;

        Budget(long limit) {
            this.limit = limit;
            this.left = limit;
        }

        void spend(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw new DriverException.Rejected(Message.of("driver.tooMuchToBring", limit));
            }
        }
    }
}
