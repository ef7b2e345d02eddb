package io.bancada.asset.service;

import io.bancada.asset.model.Snapshot;
import io.bancada.error.BancadaException;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.service.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Snapshots of code: directories in the workspace share that are named by the hash of what is in them, and never written
 * again. One comes into being whole, by a rename, or not at all. No transaction should be open meanwhile.
 */
@ApplicationScoped
public class SnapshotStore {
    private static final String INCOMING = ".incoming-";
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Workspaces workspaces;
    private final SnapshotConfig config;
    private final Clock clock;

    @Inject
    public SnapshotStore(Workspaces workspaces, SnapshotConfig config, Clock clock) {
        this.workspaces = workspaces;
        this.config = config;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected SnapshotStore() {
        this(null, null, null);
    }

    /** How much a snapshot may hold. */
    SnapshotLimits limits() {
        return SnapshotLimits.of(config);
    }

    /**
     * Takes over a folder; links in it are refused, not followed.
     *
     * @throws BancadaException 400 or 413 saying which file or limit it was; nothing is left behind then
     */
    public Snapshot addFolder(Workspace workspace, Path folder) {
        try {
            return inWorkFolder(workspace, work -> add(workspace, new FolderTree(folder, config.maxListed()), work));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes over a zip archive, which is read to its end but not closed.
     *
     * @throws BancadaException 400 or 413 saying which file or limit it was; nothing is left behind then
     */
    public Snapshot addZip(Workspace workspace, InputStream archive) {
        try {
            return inWorkFolder(workspace, work -> {
                var spooled = work.resolve("archive.zip");
                spool(archive, spooled);
                try (var tree = new ZipTree(spooled, config.maxListed())) {
                    return add(workspace, tree, work);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where a snapshot stands, never to be written.
     *
     * @throws BancadaException 404 when there is none
     */
    public Path directory(Workspace workspace, String hash) {
        if (!Snapshot.isHash(hash)) {
            throw BancadaException.notFound(hash);
        }
        var directory = snapshots(workspace).resolve(hash);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw BancadaException.notFound(hash);
        }
        return directory;
    }

    private Snapshot add(Workspace workspace, FileTree tree, Path work) throws IOException {
        var content = Files.createDirectory(work.resolve("content"));
        var snapshot = new SnapshotWriter(tree, config, clock).writeTo(content);
        var target = snapshots(workspace).resolve(snapshot.hash());
        try {
            Files.move(content, target);
        } catch (IOException e) {
            // The same content is there already, or was put there in this moment: it is the same content.
            if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
        return snapshot;
    }

    private void spool(InputStream archive, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            var limited = new LimitedInputStream(
                    archive,
                    config.maxBytes(),
                    () -> SnapshotRefused.tooLarge("upload.archiveBytes", config.maxBytes()));
            limited.transferTo(out);
        }
    }

    private Snapshot inWorkFolder(Workspace workspace, Work work) throws IOException {
        var root = Files.createDirectories(snapshots(workspace));
        sweep(root);
        var folder = Files.createDirectory(root.resolve(INCOMING + UUID.randomUUID()));
        try {
            return work.in(folder);
        } finally {
            Folders.delete(folder);
        }
    }

    /** A server that was killed leaves its work folder. */
    private void sweep(Path root) throws IOException {
        Instant abandoned = clock.instant().minus(ABANDONED);
        try (var folders = Files.newDirectoryStream(root, INCOMING + "*")) {
            for (var folder : folders) {
                if (Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(abandoned)) {
                    Folders.delete(folder);
                }
            }
        }
    }

    private Path snapshots(Workspace workspace) {
        return workspaces.share(workspace).resolve("snapshots");
    }

    private interface Work {
        Snapshot in(Path folder) throws IOException;
    }
}
