package io.bancada.asset.service;

import io.bancada.asset.model.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Copies what an upload holds, without what its ignore files name, into an empty folder, and hashes it on the way.
 * Limits count the bytes that really come out, never the stated ones (S34).
 */
final class SnapshotWriter {
    private static final String AMLIGNORE = ".amlignore";
    private static final String GITIGNORE = ".gitignore";
    private static final int LARGEST_IGNORE_FILE = 64 << 10;
    private static final int COPY_BUFFER = 64 << 10;

    private final FileTree tree;
    private final SnapshotConfig config;
    private final Clock clock;
    private final Instant deadline;
    private long written;

    SnapshotWriter(FileTree tree, SnapshotConfig config, Clock clock) {
        this.tree = tree;
        this.config = config;
        this.clock = clock;
        this.deadline = clock.instant().plus(config.maxDuration());
    }

    Snapshot writeTo(Path folder) throws IOException {
        var listed = tree.files();
        requireDistinct(listed);
        var rules = rules(listed);
        var kept = new ArrayList<FileTree.Item>();
        long ignoredBytes = 0;
        for (var item : listed) {
            requireTime();
            if (rules.ignores(item.path())) {
                ignoredBytes += item.bytes();
            } else {
                kept.add(item);
            }
        }
        if (kept.isEmpty()) {
            throw SnapshotRefused.because("upload.nothing");
        }
        if (kept.size() > config.maxFiles()) {
            throw SnapshotRefused.tooLarge("upload.files", kept.size(), config.maxFiles());
        }
        kept.sort(Comparator.comparing(FileTree.Item::path));
        var whole = sha256();
        whole.update("bancada snapshot 1\n".getBytes(StandardCharsets.UTF_8));
        for (var item : kept) {
            var line = item.path() + "\0" + (item.executable() ? "x" : "-") + "\0" + copy(item, folder) + "\n";
            whole.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return new Snapshot(
                HexFormat.of().formatHex(whole.digest()),
                kept.size(),
                written,
                listed.size() - kept.size(),
                ignoredBytes);
    }

    /** Copies one file and returns the hash of its content. */
    private String copy(FileTree.Item item, Path folder) throws IOException {
        var target = folder.resolve(SafePath.require(item.path()));
        Files.createDirectories(target.getParent() == null ? folder : target.getParent());
        var digest = sha256();
        try (var in = tree.open(item);
                var out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = new byte[COPY_BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                take(read);
                digest.update(buffer, 0, read);
                write(out, buffer, read);
            }
        }
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(item.executable() ? "rwxr-xr-x" : "rw-r--r--"));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(OutputStream out, byte[] buffer, int length) throws IOException {
        out.write(buffer, 0, length);
    }

    private void take(int bytes) {
        requireTime();
        written += bytes;
        if (written > config.maxBytes()) {
            throw SnapshotRefused.tooLarge("upload.bytes", config.maxBytes());
        }
    }

    private void requireTime() {
        if (clock.instant().isAfter(deadline)) {
            throw SnapshotRefused.tooLarge("upload.slow", config.maxDuration().toString());
        }
    }

    /** No two paths may become one on a disk that knows no case or composes accents, and no file may be a folder too. */
    private static void requireDistinct(List<FileTree.Item> listed) {
        var seen = new HashMap<String, String>();
        for (var item : listed) {
            var path = item.path();
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                see(seen, path.substring(0, slash + 1), path);
            }
            if (see(seen, path, path)) {
                throw SnapshotRefused.file(path, "upload.twice");
            }
        }
    }

    /** Whether the path was seen before; refuses it when another spelling or another kind was. */
    private static boolean see(Map<String, String> seen, String entry, String path) {
        var bare = entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry;
        var folded = Normalizer.normalize(bare, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        var before = seen.putIfAbsent(folded, entry);
        if (before != null && !before.equals(entry)) {
            throw SnapshotRefused.file(path, "upload.clashes", before);
        }
        return before != null;
    }

    /** Where the root has a .amlignore, only files of that name count, as with Azure ML; else .gitignore. */
    private IgnoreRules rules(List<FileTree.Item> listed) throws IOException {
        var name = listed.stream().anyMatch(i -> i.path().equals(AMLIGNORE)) ? AMLIGNORE : GITIGNORE;
        var rules = new IgnoreRules();
        for (var item : listed) {
            var path = item.path();
            if (path.equals(name) || path.endsWith("/" + name)) {
                requireTime();
                rules.add(path.equals(name) ? "" : path.substring(0, path.length() - name.length() - 1), text(item));
            }
        }
        return rules;
    }

    private String text(FileTree.Item item) throws IOException {
        try (var in = tree.open(item)) {
            var bytes = in.readNBytes(LARGEST_IGNORE_FILE + 1);
            if (bytes.length > LARGEST_IGNORE_FILE) {
                throw SnapshotRefused.file(item.path(), "upload.ignoreFile", LARGEST_IGNORE_FILE);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
