package io.bancada.driver.local;

import io.bancada.driver.DriverException;
import io.bancada.driver.FileEntry;
import io.bancada.driver.OpenDirectory;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Budget budget = new Budget(limit);
        try {
            if (!path.isEmpty()) {
                try (OpenDirectory directory = open(path.subList(0, path.size() - 1))) {
                    String name = path.get(path.size() - 1);
                    BasicFileAttributes attributes = directory.attributes(name);
                    if (attributes.isRegularFile()) {
                        Files.createDirectories(target.toAbsolutePath().getParent());
                        fetchFile(directory, new Entry(name, attributes), target, budget);
                        return;
                    }
                }
            }
            try (OpenDirectory directory = open(path)) {
                fetchDirectory(directory, target, budget, 0);
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static void fetchDirectory(OpenDirectory directory, Path target, Budget budget, int depth)
            throws IOException {
        if (depth > DEEPEST) {
            throw new DriverException.Rejected(Message.of("driver.nestedTooDeep", DEEPEST));
        }
        Files.createDirectories(target);
        for (Entry entry : entries(directory)) {
            Path to = target.resolve(entry.name());
            if (entry.attributes().isRegularFile()) {
                fetchFile(directory, entry, to, budget);
            } else if (entry.attributes().isDirectory()) {
                Optional<OpenDirectory> below = enter(directory, entry.name());
                if (below.isPresent()) {
                    try (OpenDirectory stream = below.orElseThrow()) {
                        fetchDirectory(stream, to, budget, depth + 1);
                    }
                }
            }
        }
    }

    private static void fetchFile(OpenDirectory directory, Entry entry, Path target, Budget budget) throws IOException {
        BasicFileAttributes source = entry.attributes();
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == source.size()
                && Files.getLastModifiedTime(target).toMillis()
                        == source.lastModifiedTime().toMillis()) {
            return;
        }
        try (SeekableByteChannel in = directory.read(entry.name());
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
