package io.bancada.asset.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** How much one container holds: read from the disk once, then counted, so that parallel requests cannot pass the limit. */
final class BlobUsage {
    /** In the place of a size: there is no such file. */
    static final long NOTHING = -1;

    private final long maxBytes;
    private final int maxEntries;
    private long bytes;
    private int entries;

    private BlobUsage(long maxBytes, int maxEntries) {
        this.maxBytes = maxBytes;
        this.maxEntries = maxEntries;
    }

    static BlobUsage of(Path container, SnapshotConfig config) {
        // Blocks and the blob made of them stand side by side for a moment.
        var usage = new BlobUsage(2 * config.maxBytes(), config.maxListed());
        try (var walk = Files.walk(container)) {
            walk.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).forEach(f -> {
                usage.bytes += f.toFile().length();
                usage.entries++;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return usage;
    }

    /** One more file is about to come. */
    synchronized void begin() {
        if (entries >= maxEntries) {
            throw new BlobException(
                    413, "RequestBodyTooLarge", "The upload has more than " + maxEntries + " files and blocks.");
        }
        entries++;
    }

    /** So many bytes are about to be written. */
    synchronized void reserve(long more) {
        if (bytes + more > maxBytes) {
            throw BlobException.tooLarge(maxBytes);
        }
        bytes += more;
    }

    /** A file of this size goes. */
    synchronized void release(long size) {
        if (size != NOTHING) {
            bytes -= size;
            entries--;
        }
    }

    /** A file that was begun does not come to be. */
    void abandon(Path temp) {
        try {
            long size = Files.exists(temp) ? Files.size(temp) : 0;
            Files.deleteIfExists(temp);
            release(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
