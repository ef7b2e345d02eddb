package io.bancada.asset.service;

import static io.bancada.asset.service.ZipBytes.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.asset.model.Snapshot;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.workspace.model.ResourceGroup;
import io.bancada.workspace.model.Workspace;
import io.bancada.workspace.service.Workspaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotStoreTest {
    private static final int PLAIN = 0100644;

    @TempDir
    private Path home;

    private Workspaces workspaces;
    private Workspace workspace;
    private SnapshotStore store;

    @BeforeEach
    @SuppressWarnings("NullAway") // the share of a workspace asks no repository
    void install() {
        workspaces = new Workspaces(null, Assets.installation(home));
        workspace =
                new Workspace(new ResourceGroup("default", "local", Map.of()), "main", "local", "test", Instant.EPOCH);
        store = store(1 << 20, 20, Clock.systemUTC());
    }

    @Test
    void zipBecomesAFolderWithContentsAndExecutableBit() throws IOException {
        var snapshot = zip(
                file("train.py", "print(1)").stored(),
                file("bin/run.sh", "#!/bin/sh\n").mode(0100755),
                file("bin/", "").mode(0040755).stored());

        assertThat(snapshot.files()).isEqualTo(2);
        assertThat(snapshot.bytes()).isEqualTo(18);
        var directory = store.directory(workspace, snapshot.hash());
        assertThat(directory.resolve("train.py")).hasContent("print(1)");
        assertThat(Files.isExecutable(directory.resolve("bin/run.sh"))).isTrue();
        assertThat(Files.getPosixFilePermissions(directory.resolve("train.py"))).hasSize(4);
        assertThat(residue()).isEmpty();
    }

    @Test
    void sameContentHasTheSameHashWhereverItComesFromAndInWhateverOrder() throws IOException {
        var folder = home.resolve("code");
        Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("lib/b.py"), "b");
        Files.writeString(folder.resolve("a.py"), "a");

        var fromFolder = store.addFolder(workspace, folder);
        var fromZip = zip(file("lib/b.py", "b"), file("a.py", "a"));

        assertThat(fromZip).isEqualTo(fromFolder);
    }

    @Test
    void hashTellsPathsModesAndContentsApart() {
        var hashes = Stream.of(
                        zip(file("a", "x")),
                        zip(file("b", "x")),
                        zip(file("a", "y")),
                        zip(file("a", "x").mode(0100755)),
                        zip(file("a/a", "x")))
                .map(Snapshot::hash)
                .distinct();
        assertThat(hashes).hasSize(5);
    }

    @Test
    void ignoredFilesAreLeftOutAndCounted() {
        var snapshot = zip(
                file(".gitignore", "*.log\ndata/\n!keep.log\n"),
                file("train.py", "1"),
                file("a.log", "22"),
                file("keep.log", "333"),
                file("data/big.csv", "4444"),
                file(".git/config", "55555"));

        assertThat(snapshot.files()).isEqualTo(3);
        assertThat(snapshot.ignoredFiles()).isEqualTo(3);
        assertThat(snapshot.ignoredBytes()).isEqualTo(11);
        assertThat(store.directory(workspace, snapshot.hash()).resolve("data")).doesNotExist();
    }

    @Test
    void amlignoreTakesThePlaceOfGitignore() {
        var snapshot =
                zip(file(".gitignore", "*.py"), file(".amlignore", "*.csv"), file("a.py", "1"), file("b.csv", "2"));

        assertThat(store.directory(workspace, snapshot.hash()).resolve("a.py")).exists();
        assertThat(store.directory(workspace, snapshot.hash()).resolve("b.csv")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../up.py",
                "a/../../up.py",
                "a/..",
                "./a.py",
                "/etc/cron.d/x",
                "C:/x.py",
                "c:x.py",
                "\\\\server\\x",
                "a\\..\\b",
                "a//b",
                "a\u0000.py",
                "a\n.py",
                "a\u001b[2J",
                "",
                " /../x"
            })
    void pathThatCouldLeaveTheFolderIsRefused(String path) {
        assertRefused(() -> zip(file(path, "x")), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void nameOfMoreThan255BytesIsRefused() {
        assertRefused(() -> zip(file("n".repeat(256), "x")), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("é".repeat(128), "x")), ErrorCode.INVALID_PARAMETER);
        assertThat(zip(file("n".repeat(255), "x")).files()).isEqualTo(1);
    }

    @Test
    void pathThatIsTooDeepIsRefused() {
        assertRefused(() -> zip(file("d/".repeat(100) + "x", "x")), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void overlongUtf8IsRefused() {
        byte[] dotsInTwoBytesEach = {'a', '/', (byte) 0xC0, (byte) 0xAE, (byte) 0xC0, (byte) 0xAE, '/', 'x'};
        assertRefused(() -> zip(file(dotsInTwoBytesEach, "x".getBytes(UTF_8))), ErrorCode.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0120777, 0020666, 0060660, 0010644, 0140755, 0040755})
    void whatIsNoPlainFileIsRefused(int mode) {
        assertRefused(() -> zip(file("link", "/etc/passwd").mode(mode)), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void fileThroughALinkOfTheSameArchiveIsRefused() {
        assertRefused(() -> zip(file("link", "/tmp").mode(0120777), file("link/x", "x")), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void setuidBitsAreDropped() throws IOException {
        var snapshot = zip(file("tool", "x").mode(PLAIN | 06111));

        var mode =
                Files.getAttribute(store.directory(workspace, snapshot.hash()).resolve("tool"), "unix:mode");
        assertThat((int) mode & 07777).isEqualTo(0755);
    }

    @Test
    void namesThatAreOneOnSomeDiskAreRefused() {
        assertRefused(() -> zip(file("a.py", "1"), file("a.py", "2")), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("a.py", "1"), file("A.py", "2")), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("lib/a", "1"), file("Lib/b", "2")), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("\u00e9", "1"), file("e\u0301", "2")), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("a", "1"), file("a/b", "2")), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void linksInAFolderAreRefused() throws IOException {
        var folder = Files.createDirectories(home.resolve("code"));
        var secret = Files.writeString(home.resolve("secret"), "s");
        Files.writeString(folder.resolve("train.py"), "1");
        Files.createSymbolicLink(folder.resolve("link"), secret);

        assertRefused(() -> store.addFolder(workspace, folder), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void hardLinkInAFolderIsACopy() throws IOException {
        var folder = Files.createDirectories(home.resolve("code"));
        var other = Files.writeString(home.resolve("other"), "before");
        Files.createLink(folder.resolve("train.py"), other);

        var snapshot = store.addFolder(workspace, folder);
        Files.writeString(other, "after");

        assertThat(store.directory(workspace, snapshot.hash()).resolve("train.py"))
                .hasContent("before");
    }

    @Test
    void pipeInAFolderIsRefusedWithoutWaitingForAWriter() throws Exception {
        var folder = Files.createDirectories(home.resolve("code"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("p").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertRefused(() -> store.addFolder(workspace, folder), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void bytesThatReallyComeOutCount() {
        assertRefused(() -> zip(random("a", 700_000), random("b", 700_000)), ErrorCode.TOO_LARGE);
    }

    @Test
    void filesThatAreKeptCount() {
        var files = Stream.iterate(0, i -> i + 1)
                .limit(21)
                .map(i -> file("f" + i, "x"))
                .toArray(ZipBytes.Entry[]::new);
        assertRefused(() -> zip(files), ErrorCode.TOO_LARGE);
    }

    @Test
    void filesThatAreIgnoredDoNotCountUntilThereAreAbsurdlyMany() {
        var many = new ZipBytes();
        many.add(file(".amlignore", "junk/"));
        for (int i = 0; i < 900; i++) {
            many.add(file("junk/" + i, ""));
        }
        assertThat(add(many.bytes(many.count())).files()).isEqualTo(1);
        for (int i = 900; i < 1100; i++) {
            many.add(file("junk/" + i, ""));
        }
        assertRefused(() -> add(many.bytes(many.count())), ErrorCode.TOO_LARGE);
    }

    @Test
    void directoryOfAMillionFilesIsRefusedBeforeItIsRead() {
        var many = new ZipBytes();
        for (int i = 0; i < 30_000; i++) {
            many.add(file("f" + i, ""));
        }
        store = store(64 << 20, 20, Clock.systemUTC());
        assertRefused(() -> add(many.bytes(65_535)), ErrorCode.TOO_LARGE);
        assertRefused(() -> add(many.bytes(3)), ErrorCode.TOO_LARGE);
    }

    @Test
    void archiveThatIsItselfTooLargeIsRefused() {
        assertRefused(() -> zip(random("a", 2 << 20)), ErrorCode.TOO_LARGE);
    }

    @Test
    void contentThatUnpacksBeyondMeasureIsRefused() {
        store = store(100 << 20, 20, Clock.systemUTC());
        var zeros = new byte[20 << 20];
        assertRefused(() -> zip(file("zeros".getBytes(UTF_8), zeros)), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void liesAboutSizesAndChecksumsAreRefused() {
        assertRefused(() -> zip(file("a", "hello").stating(2)), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("a", "hello").stating(9)), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("a", "hello").stored().stating(2)), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("a", "hello").statingPacked(1 << 30)), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("a", "hello").statingCrc(7)), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("a", "hello").localName("b")), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("a", "hello").stating(0xFFFFFFFFL)), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void entriesThatShareBytesAreRefused() {
        assertRefused(() -> zip(file("a", "hello"), file("a", "hello").sharingPrevious()), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void encryptedAndExoticEntriesAreRefused() {
        assertRefused(() -> zip(file("a", "hello").encrypted()), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> zip(file("a", "hello").method(14)), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void zip64MarksAreRefused() {
        var bytes = ZipBytes.of(file("a", "x"));
        int end = bytes.length - 22;
        for (int i = 8; i < 20; i++) {
            bytes[end + i] = (byte) 0xFF;
        }
        assertRefused(() -> add(bytes), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void archiveInAnArchiveStaysAFile() {
        var inner = ZipBytes.of(file("x", "x".repeat(100_000)));
        var snapshot = zip(file("42.zip".getBytes(UTF_8), inner).stored());

        assertThat(snapshot.bytes()).isEqualTo(inner.length);
        assertThat(snapshot.files()).isEqualTo(1);
    }

    @Test
    void cutAndStrayBytesAreRefused() {
        var bytes = ZipBytes.of(file("a", "hello"), file("b", "world"));
        assertRefused(() -> add(java.util.Arrays.copyOf(bytes, bytes.length - 5)), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> add("no zip at all".getBytes(UTF_8)), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> add(new byte[0]), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> add(new ZipBytes().bytes(0)), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void takingOverHasADeadline() {
        var calls = new AtomicInteger();
        InstantSource late = () -> Instant.EPOCH.plusSeconds(calls.getAndIncrement() * 40L);
        store = store(1 << 20, 20, late.withZone(ZoneOffset.UTC));
        assertRefused(() -> zip(file("a", "1"), file("b", "2"), file("c", "3")), ErrorCode.TOO_LARGE);
    }

    @Test
    void manyPatternsAreRefused() {
        assertRefused(() -> zip(file(".gitignore", "*a\n".repeat(1001)), file("a", "")), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void workFolderOfAKilledServerIsSweptAfterADay() throws IOException {
        var old = Files.createDirectories(workspaces.share(workspace).resolve("snapshots/.incoming-old"));
        Files.writeString(old.resolve("x"), "x");
        Files.setLastModifiedTime(
                old, java.nio.file.attribute.FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        zip(file("a", "1"));

        assertThat(old).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "", "../../etc", "ABCDEF"})
    void directoryOfWhatIsNoHashIsNotFound(String hash) {
        assertThatThrownBy(() -> store.directory(workspace, hash)).isInstanceOf(BancadaException.class);
    }

    private void assertRefused(ThrowingCallable attack, ErrorCode code) {
        assertThatThrownBy(attack)
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(code));
        assertThat(residue()).isEmpty();
    }

    /** What a failed upload left behind. */
    private Stream<String> residue() {
        var snapshots = workspaces.share(workspace).resolve("snapshots").toFile();
        return Stream.of(snapshots.list() == null ? new String[0] : snapshots.list())
                .filter(name -> !Snapshot.isHash(name));
    }

    private Snapshot zip(ZipBytes.Entry... entries) {
        return add(ZipBytes.of(entries));
    }

    private Snapshot add(byte[] archive) {
        return store.addZip(workspace, new ByteArrayInputStream(archive));
    }

    private SnapshotStore store(long bytes, int files, Clock clock) {
        return new SnapshotStore(workspaces, new SnapshotConfig(bytes, files, Duration.ofMinutes(1)), clock);
    }

    private static ZipBytes.Entry random(String name, int size) {
        var content = new byte[size];
        new java.util.Random(7).nextBytes(content);
        return file(name.getBytes(UTF_8), content);
    }
}
