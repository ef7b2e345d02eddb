package io.bancada.driver;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory that is open, for the server to act in with its own rights and against the will of whoever else writes
 * there: every step goes from it to an entry of it that is no symbolic link, so nothing that is planted or swapped leads
 * elsewhere. It can be listed once.
 */
public final class OpenDirectory implements AutoCloseable {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /**
     * A pipe that was swapped in for a file would block whoever opens it for reading alone, never whoever opens it for
     * both; its size is 0, so nothing is ever read from it.
     */
    private static final Set<OpenOption> READ_UNBLOCKED =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final SecureDirectoryStream<Path> stream;

    private OpenDirectory(SecureDirectoryStream<Path> stream) {
        this.stream = stream;
    }

    /**
     * Opens a directory.
     *
     * @param root nobody but the server can replace it or what is above it
     */
    @SuppressWarnings("StreamResourceLeak") // closed with what is returned
    public static OpenDirectory at(Path root) throws IOException {
        DirectoryStream<Path> opened = Files.newDirectoryStream(root);
        if (opened instanceof SecureDirectoryStream<Path> secure) {
            return new OpenDirectory(secure);
        }
        opened.close();
        throw new IOException("this platform cannot open files relative to a directory");
    }

    /** Opens the directory that these names lead down to. */
    public static OpenDirectory at(Path root, List<String> names) throws IOException {
        OpenDirectory directory = at(root);
        for (String name : names) {
            try (OpenDirectory above = directory) {
                directory = above.enter(name);
            }
        }
        return directory;
    }

    /**
     * Opens a directory of this one. What is none is seen before it is opened, since to open a pipe is to wait for
     * whoever writes to it; only whoever swaps a pipe in just then makes this wait, so callers bound how many of one
     * person's calls may.
     *
     * @throws NoSuchFileException when there is no entry of this name
     * @throws NotDirectoryException when it is something else, a link to a directory included
     */
    public OpenDirectory enter(String name) throws IOException {
        if (!attributes(name).isDirectory()) {
            throw new NotDirectoryException(name);
        }
        return new OpenDirectory(stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    /** The names of its entries, once, in no order. */
    public Iterable<String> names() {
        return () -> {
            var entries = stream.iterator();
            return new java.util.Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public String next() {
                    return entries.next().getFileName().toString();
                }
            };
        };
    }

    /** What an entry is, a link as a link. */
    public PosixFileAttributes attributes(String name) throws IOException {
        return stream.getFileAttributeView(Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    /** What an entry is; empty when it is gone. */
    public Optional<PosixFileAttributes> find(String name) throws IOException {
        try {
            return Optional.of(attributes(name));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** What this directory is. */
    public PosixFileAttributes attributes() throws IOException {
        return stream.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
    }

    /** Lets the owner of this directory do everything with it, and nobody else more than before. */
    public void unlock() throws IOException {
        PosixFileAttributeView view = stream.getFileAttributeView(PosixFileAttributeView.class);
        var permissions = java.util.EnumSet.copyOf(view.readAttributes().permissions());
        permissions.addAll(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        view.setPermissions(permissions);
    }

    /**
     * Opens a plain file for reading.
     *
     * @throws NoSuchFileException when there is none, or something else
     */
    public SeekableByteChannel read(String name) throws IOException {
        if (!attributes(name).isRegularFile()) {
            throw new NoSuchFileException(name);
        }
        Path file = Path.of(name);
        try {
            return stream.newByteChannel(file, READ_UNBLOCKED);
        } catch (AccessDeniedException readOnlyWhereWeAreNotRoot) {
            return stream.newByteChannel(file, READ);
        } catch (FileSystemException e) {
            if (e instanceof NoSuchFileException) {
                throw e;
            }
            return stream.newByteChannel(file, READ); // a program that is being run
        }
    }

    /** Removes an entry that is no directory. */
    public void deleteFile(String name) throws IOException {
        stream.deleteFile(Path.of(name));
    }

    /** Removes an empty directory of this one. */
    public void deleteDirectory(String name) throws IOException {
        stream.deleteDirectory(Path.of(name));
    }

    /** Moves an entry at once; a file that has that name already is gone then. */
    public void move(String name, OpenDirectory to, String newName) throws IOException {
        stream.move(Path.of(name), to.stream, Path.of(newName));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
