package io.bancada.driver.local;

import io.bancada.driver.DriverException;
import io.bancada.driver.FileEntry;
import io.bancada.driver.OpenDirectory;
import io.bancada.driver.PlainCopy;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads what work has left, with the server's rights and against the work's will: every step goes from an open
 * directory to an entry of it that is no symbolic link, so nothing that the work plants or swaps leads elsewhere.
 */
final class CapsuleFiles {
    private static final int DEEPEST = 100;

    private final Path root;

    /** The files below {@code root}, a directory that the work itself cannot replace. */
    CapsuleFiles(Path root) {
        this.root = root;
    }

    byte[] read(List<String> path, long offset, int length) {
        if (path.isEmpty()) {
            throw absent(path);
        }
        try (OpenDirectory directory = open(path.subList(0, path.size() - 1));
                SeekableByteChannel file = directory.read(path.get(path.size() - 1))) {
            long left = Math.max(0, file.size() - offset);
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(left, length));
            file.position(offset);
            int count;
            do {
                count = file.read(buffer);
            } while (count > 0 && buffer.hasRemaining());
            return java.util.Arrays.copyOf(buffer.array(), buffer.position());
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** Appends to {@code found} until it holds {@code limit} entries. */
    void list(List<String> directory, int limit, List<FileEntry> found) {
        try (OpenDirectory opened = open(directory)) {
            list(opened, String.join("/", directory), limit, found, 0);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static void list(OpenDirectory directory, String prefix, int limit, List<FileEntry> found, int depth)
            throws IOException {
        for (Entry entry : entries(directory)) {
            if (found.size() >= limit || depth > DEEPEST) {
                return;
            }
            String path = prefix.isEmpty() ? entry.name() : prefix + "/" + entry.name();
            if (entry.attributes().isRegularFile()) {
                found.add(new FileEntry(
                        path,
                        entry.attributes().size(),
                        entry.attributes().lastModifiedTime().toInstant()));
            } else if (entry.attributes().isDirectory()) {
                Optional<OpenDirectory> below = enter(directory, entry.name());
                if (below.isPresent()) {
                    try (OpenDirectory stream = below.orElseThrow()) {
                        list(stream, path, limit, found, depth + 1);
                    }
                }
            }
        }
    }

    /** Copies a file or directory to {@code target}; files that an earlier run copied whole are left alone. */
    void fetch(List<String> path, Path target, long limit) {
        new PlainCopy(root).copy(path, target, limit);
    }

    private static List<Entry> entries(OpenDirectory directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String name : directory.names()) {
            directory.find(name).ifPresent(attributes -> entries.add(new Entry(name, attributes)));
        }
        entries.sort(Comparator.comparing(Entry::sortKey));
        return entries;
    }

    private static Optional<OpenDirectory> enter(OpenDirectory directory, String name) {
        try {
            return Optional.of(directory.enter(name));
        } catch (IOException swappedOrClosed) {
            return Optional.empty();
        }
    }

    private OpenDirectory open(List<String> path) throws IOException {
        return OpenDirectory.at(root, path);
    }

    private static DriverException failed(List<String> path, IOException e) {
        // ENOTDIR and ELOOP (a file or a link where a directory should be) have no exception of their own
        return e instanceof NoSuchFileException
                        || e instanceof NotDirectoryException
                        || e.getClass() == FileSystemException.class
                ? absent(path)
                : new DriverException.Unavailable(
                        Message.of("driver.cannotRead", String.join("/", path), String.valueOf(e.getMessage())), e);
    }

    private static DriverException.NotFound absent(List<String> path) {
        return new DriverException.NotFound(Message.of("driver.noFile", String.join("/", path)));
    }

    private record Entry(String name, BasicFileAttributes attributes) {
        String sortKey() {
            return attributes.isDirectory() ? name + "/" : name;
        }
    }
}
