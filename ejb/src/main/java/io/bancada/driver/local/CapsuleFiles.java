package io.bancada.driver.local;

import io.bancada.driver.DriverException;
import io.bancada.driver.FileEntry;
import io.bancada.message.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
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
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /**
     * A pipe that was swapped in for a file would block whoever opens it for reading alone, never whoever opens it for
     * both; its size is 0, so nothing is ever read from it.
     */
    private static final Set<OpenOption> READ_UNBLOCKED =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path root;

    /** The files below {@code root}, a directory that the work itself cannot replace. */
    CapsuleFiles(Path root) {
        this.root = root;
    }

    byte[] read(List<String> path, long offset, int length) {
        if (path.isEmpty()) {
            throw absent(path);
        }
        try (Opened directory = open(path.subList(0, path.size() - 1));
                SeekableByteChannel file = openFile(directory, Path.of(path.get(path.size() - 1)), path)) {
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
        try (Opened opened = open(directory)) {
            list(opened.stream(), String.join("/", directory), limit, found, 0);
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static void list(
            SecureDirectoryStream<Path> directory, String prefix, int limit, List<FileEntry> found, int depth)
            throws IOException {
        for (Entry entry : entries(directory)) {
            if (found.size() >= limit || depth > DEEPEST) {
                return;
            }
            String path = prefix.isEmpty() ? entry.name().toString() : prefix + "/" + entry.name();
            if (entry.attributes().isRegularFile()) {
                found.add(new FileEntry(
                        path,
                        entry.attributes().size(),
                        entry.attributes().lastModifiedTime().toInstant()));
            } else if (entry.attributes().isDirectory()) {
                Optional<SecureDirectoryStream<Path>> below = enter(directory, entry.name());
                if (below.isPresent()) {
                    try (SecureDirectoryStream<Path> stream = below.orElseThrow()) {
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
                try (Opened directory = open(path.subList(0, path.size() - 1))) {
                    Path name = Path.of(path.get(path.size() - 1));
                    BasicFileAttributes attributes = attributes(directory.stream(), name);
                    if (attributes.isRegularFile()) {
                        Files.createDirectories(target.toAbsolutePath().getParent());
                        fetchFile(directory.stream(), new Entry(name, attributes), target, budget);
                        return;
                    }
                }
            }
            try (Opened directory = open(path)) {
                fetchDirectory(directory.stream(), target, budget, 0);
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static void fetchDirectory(SecureDirectoryStream<Path> directory, Path target, Budget budget, int depth)
            throws IOException {
        if (depth > DEEPEST) {
            throw new DriverException.Rejected(Message.of("driver.nestedTooDeep", DEEPEST));
        }
        Files.createDirectories(target);
        for (Entry entry : entries(directory)) {
            Path to = target.resolve(entry.name().toString());
            if (entry.attributes().isRegularFile()) {
                fetchFile(directory, entry, to, budget);
            } else if (entry.attributes().isDirectory()) {
                Optional<SecureDirectoryStream<Path>> below = enter(directory, entry.name());
                if (below.isPresent()) {
                    try (SecureDirectoryStream<Path> stream = below.orElseThrow()) {
                        fetchDirectory(stream, to, budget, depth + 1);
                    }
                }
            }
        }
    }

    private static void fetchFile(SecureDirectoryStream<Path> directory, Entry entry, Path target, Budget budget)
            throws IOException {
        BasicFileAttributes source = entry.attributes();
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.size(target) == source.size()
                && Files.getLastModifiedTime(target).toMillis()
                        == source.lastModifiedTime().toMillis()) {
            return;
        }
        try (SeekableByteChannel in = openRegular(directory, entry.name());
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

    private static List<Entry> entries(SecureDirectoryStream<Path> directory) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path listed : directory) {
            Path name = listed.getFileName();
            attributesIfThere(directory, name).ifPresent(attributes -> entries.add(new Entry(name, attributes)));
        }
        entries.sort(Comparator.comparing(Entry::sortKey));
        return entries;
    }

    private static Optional<BasicFileAttributes> attributesIfThere(SecureDirectoryStream<Path> directory, Path name)
            throws IOException {
        try {
            return Optional.of(attributes(directory, name));
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        }
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        return directory
                .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private static SeekableByteChannel openFile(Opened directory, Path name, List<String> path) throws IOException {
        if (!attributes(directory.stream(), name).isRegularFile()) {
            throw absent(path);
        }
        return openRegular(directory.stream(), name);
    }

    private static SeekableByteChannel openRegular(SecureDirectoryStream<Path> directory, Path name)
            throws IOException {
        if (!attributes(directory, name).isRegularFile()) {
            throw new NoSuchFileException(name.toString());
        }
        try {
            return directory.newByteChannel(name, READ_UNBLOCKED);
        } catch (AccessDeniedException readOnlyWhereWeAreNotRoot) {
            return directory.newByteChannel(name, READ);
        } catch (FileSystemException e) {
            if (e instanceof NoSuchFileException) {
                throw e;
            }
            return directory.newByteChannel(name, READ); // a program that is being run
        }
    }

    private static Optional<SecureDirectoryStream<Path>> enter(SecureDirectoryStream<Path> directory, Path name) {
        try {
            return Optional.of(directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException swappedOrClosed) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("StreamResourceLeak") // closed by whoever closes what is returned
    private Opened open(List<String> path) throws IOException {
        SecureDirectoryStream<Path> directory = secure(Files.newDirectoryStream(root));
        for (String name : path) {
            try (SecureDirectoryStream<Path> above = directory) {
                directory = above.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS);
            }
        }
        return new Opened(directory);
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this platform cannot open files relative to a directory");
    }

    private static DriverException failed(List<String> path, IOException e) {
        // ENOTDIR and ELOOP (a file or a link where a directory should be) have no exception of their own
        return e instanceof NoSuchFileException || e.getClass() == FileSystemException.class
                ? absent(path)
                : new DriverException.Unavailable(
                        Message.of("driver.cannotRead", String.join("/", path), String.valueOf(e.getMessage())), e);
    }

    private static DriverException.NotFound absent(List<String> path) {
        return new DriverException.NotFound(Message.of("driver.noFile", String.join("/", path)));
    }

    private record Opened(SecureDirectoryStream<Path> stream) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    private record Entry(Path name, BasicFileAttributes attributes) {
        String sortKey() {
            return attributes.isDirectory() ? name + "/" : name.toString();
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
