package io.bancada.file.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that come in pieces, over connections that break. */
class UploadsTest {
    private static final FileConfig CONFIG = new FileConfig(1000, 0, 2, 1, Duration.ofDays(1));

    @TempDir
    Path disk;

    private Share share = new Share(Path.of("/"), "ana", OptionalInt.empty());
    private Path file = Path.of("/");

    @BeforeEach
    void furnish() {
        share = new Share(disk.resolve("share"), "ana", OptionalInt.empty());
        share.furnish();
        file = share.root().resolve("Users/ana/file");
    }

    @Test
    void fileIsThereWithItsLastByteAndNotBefore() {
        assertThat(write(0, "0123")).isEqualTo(new UploadProgress(4, false));
        assertThat(file).doesNotExist();
        assertThat(uploads().progress(piece("up", 10, 0))).isEqualTo(new UploadProgress(4, false));

        assertThat(write(4, "456789")).isEqualTo(new UploadProgress(10, true));
        assertThat(file).hasContent("0123456789");
        assertThat(write(4, "456789")).as("the answer was lost").isEqualTo(new UploadProgress(10, true));
        assertThat(uploads().progress(piece("up", 10, 0))).isEqualTo(new UploadProgress(10, true));
    }

    @Test
    void whatCameBeforeIsSkippedAndWhatIsMissingIsAskedFor() {
        write(0, "01234");
        assertThat(write(2, "234567")).isEqualTo(new UploadProgress(8, false));
        assertThat(write(1, "1")).isEqualTo(new UploadProgress(8, false));
        refused(ErrorCode.CONFLICT, "The upload has 8 bytes so far", () -> write(9, "9"));
        assertThat(write(8, "89")).isEqualTo(new UploadProgress(10, true));
        assertThat(file).hasContent("0123456789");
    }

    @Test
    void whatCameOfAPieceThatBreaksOffIsKept() {
        var broken = breaking("aaa", "Remote peer closed connection");
        refused(ErrorCode.UNAVAILABLE, "try again", () -> uploads().write(piece("up", 10, 0), broken));
        assertThat(uploads().progress(piece("up", 10, 0)).received()).isEqualTo(3);
        write(3, "0123456");
        assertThat(file).hasContent("aaa0123456");
    }

    @Test
    void fullDiskTakesThePieceBackAndSaysSo() {
        write(0, "0123");
        var full = breaking("45", "No space left on device");
        refused(
                ErrorCode.INSUFFICIENT_STORAGE,
                "disk of the share is full",
                () -> uploads().write(piece("up", 10, 4), full));
        assertThat(uploads().progress(piece("up", 10, 0)).received()).isEqualTo(4);
        var careful = new FileConfig(1000, Long.MAX_VALUE / 2, 2, 1, Duration.ofDays(1));
        refused(
                ErrorCode.INSUFFICIENT_STORAGE,
                "full",
                () -> new Uploads(share, new ShareTree(share), careful).write(piece("up", 10, 4), bytes("4")));
        assertThat(file).doesNotExist();
    }

    @Test
    void fileThatIsThereIsReplacedOnlyWhenThatIsSaid() throws IOException {
        Files.writeString(file, "old");
        refused(ErrorCode.CONFLICT, "already", () -> write(0, "0123456789"));
        uploads().write(new UploadPiece("Users/ana/file", "up", 3, 0, true), bytes("new"));
        assertThat(file).hasContent("new");
        Files.delete(file);
        Files.createDirectory(file);
        refused(
                ErrorCode.CONFLICT,
                "already",
                () -> uploads().write(new UploadPiece("Users/ana/file", "up2", 3, 0, true), bytes("new")));
    }

    @Test
    void linkIsReplacedAndNotWrittenThrough() throws IOException {
        var outside = Files.writeString(disk.resolve("outside"), "the server's");
        Files.createSymbolicLink(/* link= */ file, /* target= */ outside);
        refused(ErrorCode.CONFLICT, "already", () -> write(0, "0123456789"));
        uploads().write(new UploadPiece("Users/ana/file", "up", 3, 0, true), bytes("new"));
        assertThat(outside).hasContent("the server's");
        assertThat(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    @ParameterizedTest
    @CsvSource({
        "../up, 10, 0, uploadId",
        "'', 10, 0, uploadId",
        "up, -1, 0, total",
        "up, 10, -1, offset",
        "up, 10, 11, offset",
    })
    void whatMakesNoSenseIsRefused(String id, long total, long offset, String field) {
        assertThatThrownBy(() -> uploads().write(piece(id, total, offset), bytes("x")))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.target()).contains(field));
        assertThatThrownBy(() -> uploads().progress(piece(id, total, offset))).isInstanceOf(BancadaException.class);
    }

    @Test
    void tooLargeTooLongAndTooManyAreRefused() throws IOException {
        refused(ErrorCode.TOO_LARGE, "1,001 bytes", () -> uploads().write(piece("up", 1001, 0), bytes("x")));
        refused(ErrorCode.INVALID_PARAMETER, "More bytes came", () -> write(0, "0123456789x"));
        assertThat(uploads().progress(piece("up", 10, 0)).received()).isZero();
        uploads().write(piece("second", 10, 0), bytes("x"));
        refused(ErrorCode.TOO_MANY_REQUESTS, "2 uploads", () -> uploads().write(piece("third", 10, 0), bytes("x")));

        for (var open : list(share.root().resolve("uploads"))) {
            Files.setLastModifiedTime(open, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        uploads().write(piece("third", 10, 0), bytes("x"));
        assertThat(list(share.root().resolve("uploads"))).hasSize(1);
        assertThat(uploads().abandon(piece("third", 10, 0))).isTrue();
        assertThat(uploads().abandon(piece("third", 10, 0))).isFalse();
        assertThat(share.root().resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void emptyFileIsWholeAtOnce() {
        assertThat(uploads().write(piece("up", 0, 0), bytes(""))).isEqualTo(new UploadProgress(0, true));
        assertThat(file).isEmptyFile();
    }

    @Test
    void twoAtOnceDoNotMixTheirPieces() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = new FilterInputStream(bytes("aaaaaaaaaa")) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                begun.countDown();
                try {
                    if (!goOn.await(30, TimeUnit.SECONDS)) {
                        throw new IOException("nobody said to go on");
                    }
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return super.read(buffer, offset, length);
            }
        };
        var pool = Executors.newSingleThreadExecutor();
        try {
            var first = pool.submit(() -> uploads().write(piece("up", 10, 0), slow));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            refused(ErrorCode.CONFLICT, "Another request", () -> write(0, "0123456789"));
            goOn.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS).complete()).isTrue();
        } finally {
            pool.shutdownNow();
        }
        assertThat(file).hasContent("aaaaaaaaaa");
    }

    @Test
    void onePersonsCallsAreCounted() {
        var turns = new Turns(CONFIG);
        var turn = turns.take("ana");
        refused(ErrorCode.TOO_MANY_REQUESTS, "1 requests", () -> turns.take("ana"));
        turns.take("bruno").close();
        turn.close();
        turns.take("ana").close();
    }

    @Test
    void samplesAreThoseOfTheProductAndComeWhole() throws IOException {
        var examples = Path.of("../examples");
        try (var files = Files.walk(examples)) {
            assertThat(Samples.names())
                    .containsExactlyElementsOf(files.filter(Files::isRegularFile)
                            .map(f -> examples.relativize(f).toString())
                            .filter(f -> !f.contains("__pycache__"))
                            .sorted()
                            .toList());
        }
        var samples = new Samples(share, new ShareTree(share));
        assertThat(samples.copy()).hasToString("Users/ana/samples");
        assertThat(samples.copy()).hasToString("Users/ana/samples-2");
        for (var name : Samples.names()) {
            assertThat(share.root().resolve("Users/ana/samples-2").resolve(name))
                    .hasSameBinaryContentAs(examples.resolve(name));
        }
        assertThat(share.root().resolve("Users/ana/samples/hello.sh")).isExecutable();
        assertThat(share.root().resolve("uploads")).isEmptyDirectory();
    }

    private UploadProgress write(long offset, String content) {
        return uploads().write(piece("up", 10, offset), bytes(content));
    }

    private Uploads uploads() {
        return new Uploads(share, new ShareTree(share), CONFIG);
    }

    private static UploadPiece piece(String id, long total, long offset) {
        return new UploadPiece("Users/ana/file", id, total, offset, false);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Fails once these bytes are read. */
    private static InputStream breaking(String text, String words) {
        return new FilterInputStream(bytes(text)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                var count = super.read(buffer, offset, length);
                if (count < 0) {
                    throw new IOException(words);
                }
                return count;
            }
        };
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void refused(ErrorCode code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        BancadaException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
