package io.bancada.file.service;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jboss.logging.Logger;

/**
 * Uploads of one person that are not whole yet: one file each in a back room of the share, as long as what came so far.
 * Whole, it is moved to where it belongs; until then nobody sees anything of it. An empty file {@code .done} says for a
 * while that it was, so that a client whose answer was lost may ask again.
 */
final class Uploads {
    private static final Logger LOG = Logger.getLogger(Uploads.class);

    /** The back room of a share where what is not whole yet is. */
    static final String ROOM = "uploads";

    private static final String DONE = ".done";
    private static final int BUFFER = 1 << 18;

    private final Share share;
    private final ShareTree tree;
    private final FileConfig config;

    Uploads(Share share, ShareTree tree, FileConfig config) {
        this.share = share;
        this.tree = tree;
        this.config = config;
    }

    UploadProgress progress(UploadPiece upload) {
        upload.requirePlace();
        try {
            var file = file(upload);
            if (Files.exists(done(file))) {
                return new UploadProgress(upload.total(), true);
            }
            return new UploadProgress(Files.exists(file) ? Files.size(file) : 0, false);
        } catch (IOException e) {
            throw Share.failed(upload.path(), e);
        }
    }

    /** Forgets an upload that is not whole. */
    boolean abandon(UploadPiece upload) {
        upload.requirePlace();
        try {
            return Files.deleteIfExists(file(upload));
        } catch (IOException e) {
            throw Share.failed(upload.path(), e);
        }
    }

    /**
     * Takes a piece; what of it has come before is skipped. With the last byte the file is there.
     *
     * @param content read to its end, not closed; what came of it is kept when it breaks off
     */
    UploadProgress write(UploadPiece piece, InputStream content) {
        var place = piece.requirePlace();
        if (piece.total() > config.maxBytes()) {
            throw new BancadaException(
                    ErrorCode.TOO_LARGE, "total", Message.of("file.tooLarge", piece.total(), config.maxBytes()));
        }
        try {
            var file = file(piece);
            if (Files.exists(done(file))) {
                return new UploadProgress(piece.total(), true);
            }
            tree.requirePlace(place, piece.overwrite());
            if (!Files.exists(file)) {
                requireRoomForOne();
            }
            return append(piece, content, file);
        } catch (IOException e) {
            throw Share.failed(piece.path(), e);
        }
    }

    private UploadProgress append(UploadPiece piece, InputStream content, Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock(piece, channel);
            long received = channel.size();
            if (piece.offset() > received) {
                throw BancadaException.conflict("offset", Message.of("file.gap", received));
            }
            requireFreeDisk(piece.total() - received, piece);
            content.skipNBytes(Math.min(received - piece.offset(), piece.total()));
            try {
                copy(piece, content, channel, received);
            } catch (IOException e) {
                if (Share.failed("", e).code() == ErrorCode.INSUFFICIENT_STORAGE) {
                    channel.truncate(received);
                }
                throw e;
            }
            channel.force(true);
            if (channel.size() < piece.total()) {
                return new UploadProgress(channel.size(), false);
            }
            finish(piece, file);
            return new UploadProgress(piece.total(), true);
        } catch (java.io.EOFException shorterThanWhatCameBefore) {
            return progress(piece);
        }
    }

    private static void lock(UploadPiece piece, FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException anotherRequest) {
            // refused below
        }
        throw BancadaException.conflict("uploadId", Message.of("file.busy", piece.id()));
    }

    private static void copy(UploadPiece piece, InputStream content, FileChannel channel, long received)
            throws IOException {
        channel.position(received);
        var buffer = new byte[BUFFER];
        int count;
        while ((count = content.read(buffer)) >= 0) {
            if (channel.position() + count > piece.total()) {
                channel.truncate(received);
                throw BancadaException.invalid("total", Message.of("file.longer", piece.total()));
            }
            var bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private void finish(UploadPiece piece, Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        share.give(file);
        tree.place(file, piece.requirePlace(), piece.overwrite());
        Files.write(done(file), new byte[0]);
    }

    private void requireFreeDisk(long wanted, UploadPiece piece) throws IOException {
        if (Files.getFileStore(share.root()).getUsableSpace() - wanted < config.minFreeBytes()) {
            throw new BancadaException(ErrorCode.INSUFFICIENT_STORAGE, piece.path(), Message.of("file.full"));
        }
    }

    /** Sweeps what is too old, and refuses one more where there are too many. */
    private void requireRoomForOne() throws IOException {
        var old = Instant.now().minus(config.uploadsKept());
        int open = 0;
        try (var files = Files.newDirectoryStream(share.backRoom(ROOM))) {
            for (var file : files) {
                open += isSwept(file, old) || !isMine(file) ? 0 : 1;
            }
        }
        if (open >= config.maxUploads()) {
            throw new BancadaException(
                    ErrorCode.TOO_MANY_REQUESTS, "uploadId", Message.of("file.manyUploads", config.maxUploads()));
        }
    }

    private boolean isSwept(Path file, Instant old) throws IOException {
        try {
            if (!Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                return false;
            }
            if (Files.isDirectory(file)) { // samples that a crash has left halfway
                Files.move(
                        file,
                        share.backRoom(Trash.ROOM).resolve(file.getFileName().toString()));
            } else {
                Files.delete(file);
            }
        } catch (NoSuchFileException gone) {
            LOG.debugf("%s is gone already", file);
        }
        return true;
    }

    private boolean isMine(Path file) {
        var name = file.getFileName().toString();
        return name.startsWith(digest(share.folder()) + "-") && !name.endsWith(DONE);
    }

    private Path file(UploadPiece upload) throws IOException {
        var what = digest(upload.id() + "\n" + upload.total() + "\n" + upload.path());
        return share.backRoom(ROOM).resolve(digest(share.folder()) + "-" + what);
    }

    private static Path done(Path file) {
        return file.resolveSibling(file.getFileName() + DONE);
    }

    private static String digest(String text) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
