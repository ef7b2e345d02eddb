package io.bancada.asset.service;

import io.bancada.workspace.service.Installation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads under way: {@code uploads/<container>/blobs/<path>} in the installation's directory, and beside it the blocks
 * of blobs that come in pieces. A blob appears whole, by a rename. A container holds no more than a snapshot may, and
 * once more as blocks while they are put together.
 */
@ApplicationScoped
public class BlobStore {
    private final BlobPaths paths;
    private final SnapshotConfig config;
    private final Map<String, BlobUsage> usages = new ConcurrentHashMap<>();

    @Inject
    public BlobStore(Installation installation, SnapshotConfig config) {
        this(installation.home().resolve("uploads"), config);
    }

    BlobStore(Path root, SnapshotConfig config) {
        this.paths = new BlobPaths(root);
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected BlobStore() {
        this((Path) null, null);
    }

    /** Makes the container where there is none. */
    void create(String container) {
        try {
            Files.createDirectories(paths.blobs(container));
            Files.createDirectories(paths.blocks(container));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the container with all that is in it. */
    void delete(String container) {
        try {
            Folders.delete(paths.container(container));
            usages.remove(container);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder on disk behind an address; there may be none. */
    Path folder(BlobAddress address) {
        return paths.folder(address);
    }

    /**
     * Put Blob: stores the body under the name.
     *
     * @param md5 what the body has to hash to, in Base64; empty when the client does not say
     */
    public Blob put(String container, String name, InputStream body, Optional<String> md5) {
        var target = paths.file(container, name);
        return inTemp(container, (temp, usage) -> {
            receive(body, temp, md5, usage);
            return place(temp, target, name, usage);
        });
    }

    /** Put Block: keeps one piece of a blob until Put Block List. */
    public void putBlock(String container, String name, String blockId, InputStream body, Optional<String> md5) {
        paths.file(container, name);
        var target = paths.block(container, name, blockId);
        inTemp(container, (temp, usage) -> {
            receive(body, temp, md5, usage);
            Files.createDirectories(parent(target));
            usage.release(sizeOf(target));
            Files.move(temp, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return target;
        });
    }

    /** Put Block List: the blob is these blocks one after the other. */
    public Blob putBlockList(String container, String name, List<String> blockIds) {
        var target = paths.file(container, name);
        var blocks = new ArrayList<Path>();
        for (var id : blockIds) {
            var block = paths.block(container, name, id);
            if (!Files.isRegularFile(block, LinkOption.NOFOLLOW_LINKS)) {
                throw BlobException.invalid("InvalidBlockList", "There is no block with the id '" + id + "'.");
            }
            blocks.add(block);
        }
        return inTemp(container, (temp, usage) -> {
            try (var out = Files.newOutputStream(temp, StandardOpenOption.TRUNCATE_EXISTING)) {
                for (var block : blocks) {
                    usage.reserve(Files.size(block));
                    Files.copy(block, out);
                }
            }
            var blob = place(temp, target, name, usage);
            dropBlocks(container, name, usage);
            return blob;
        });
    }

    /** Whether there is a blob of this name. */
    public boolean exists(String container, String name) {
        return Files.isRegularFile(paths.file(container, name), LinkOption.NOFOLLOW_LINKS);
    }

    /** What is known of a blob. */
    public Blob get(String container, String name) {
        var file = paths.file(container, name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BlobException(404, "BlobNotFound", "The specified blob does not exist.");
        }
        try {
            return blob(file, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of a blob from an offset on; the caller closes it. */
    public InputStream open(String container, String name, long offset) {
        try {
            var channel = Files.newByteChannel(
                    paths.file(container, name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return java.nio.channels.Channels.newInputStream(channel.position(offset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blobs whose names start so, in the order of names, after {@code marker}. */
    public List<Blob> list(String container, String prefix, String marker, int limit) {
        var blobs = paths.requireContainer(container);
        try (var walk = Files.walk(blobs)) {
            var names = walk.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                    .map(f -> blobs.relativize(f).toString())
                    .filter(n -> n.startsWith(prefix) && n.compareTo(marker) > 0)
                    .sorted(Comparator.naturalOrder())
                    .limit(limit)
                    .toList();
            var found = new ArrayList<Blob>();
            for (var name : names) {
                found.add(blob(blobs.resolve(name), name));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T inTemp(String container, Upload<T> upload) {
        var folder = parent(paths.requireContainer(container));
        var usage = usages.computeIfAbsent(container, c -> BlobUsage.of(folder, config));
        var temp = folder.resolve("incoming-" + UUID.randomUUID());
        usage.begin();
        boolean done = false;
        try {
            Files.createFile(temp);
            var result = upload.in(temp, usage);
            done = true;
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!done) {
                usage.abandon(temp);
            }
        }
    }

    private static void receive(InputStream body, Path temp, Optional<String> md5, BlobUsage usage) throws IOException {
        var digest = md5();
        try (var out = Files.newOutputStream(temp, StandardOpenOption.TRUNCATE_EXISTING)) {
            var buffer = new byte[64 << 10];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                usage.reserve(read);
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        var actual = Base64.getEncoder().encodeToString(digest.digest());
        if (md5.isPresent() && !md5.orElseThrow().equals(actual)) {
            throw BlobException.invalid(
                    "Md5Mismatch", "The body hashes to " + actual + ", not to " + md5.orElseThrow() + ".");
        }
    }

    private static Blob place(Path temp, Path target, String name, BlobUsage usage) throws IOException {
        try {
            Files.createDirectories(parent(target));
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(name);
            }
            usage.release(sizeOf(target));
            Files.move(temp, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return blob(target, name);
        } catch (FileSystemException e) {
            throw new BlobException(
                    409, "BlobPathConflict", "'" + name + "' is, or lies in, what another blob's name makes a folder.");
        }
    }

    private void dropBlocks(String container, String name, BlobUsage usage) throws IOException {
        var folder = paths.blocks(container, name);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var blocks = Files.newDirectoryStream(folder)) {
            for (var block : blocks) {
                usage.release(sizeOf(block));
            }
        }
        Folders.delete(folder);
    }

    private static Blob blob(Path file, String name) throws IOException {
        return new Blob(name, Files.size(file), Files.getLastModifiedTime(file).toInstant());
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : BlobUsage.NOTHING;
    }

    private static Path parent(Path path) {
        return java.util.Objects.requireNonNull(path.getParent());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private interface Upload<T> {
        T in(Path temp, BlobUsage usage) throws IOException;
    }
}
