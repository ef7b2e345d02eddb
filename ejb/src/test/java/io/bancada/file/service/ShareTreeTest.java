package io.bancada.file.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.file.model.FileDetails;
import io.bancada.file.model.SharePath;
import io.bancada.paging.PageRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of a share and does with it, whatever stands there. */
@Timeout(60)
class ShareTreeTest {
    private static final Turns.Turn NO_TURN = () -> {};

    @TempDir
    Path disk;

    private Share share = new Share(Path.of("/"), "ana", OptionalInt.empty());
    private Path mine = Path.of("/");
    private ShareTree tree = new ShareTree(share);

    @BeforeEach
    void furnish() throws IOException {
        share = new Share(disk.resolve("share"), "ana", OptionalInt.empty());
        share.furnish();
        mine = share.root().resolve("Users/ana");
        tree = new ShareTree(share);
        Files.createDirectories(share.root().resolve("Users/bruno"));
        Files.writeString(share.root().resolve("Users/bruno/secret"), "his");
        Files.createDirectories(share.root().resolve("jobs/j1"));
        Files.writeString(disk.resolve("outside"), "the server's");
    }

    @Test
    void personSeesTheirFolderAndEverybodysAndNothingElse() {
        assertThat(paths("")).containsExactly("Shared", "Users");
        assertThat(paths("Users")).containsExactly("Users/ana");
        for (var path :
                List.of("Users/bruno", "Users/bruno/secret", "jobs", "jobs/j1", "uploads", "trash", "users/ana")) {
            refused(ErrorCode.NOT_FOUND, () -> tree.list(path(path), PageRequest.first()));
            refused(ErrorCode.NOT_FOUND, () -> tree.get(path(path + "/x")));
        }
    }

    @Test
    void foldersStandFirstAndPagesFollowOnEachOther() throws IOException {
        for (var name : List.of("b.txt", "A.txt", "c.txt", "ünï ☃ ;?#%.ipynb")) {
            Files.writeString(mine.resolve(name), "x");
        }
        Files.createDirectory(mine.resolve("zoo"));
        Files.createDirectory(mine.resolve("Art"));
        Files.writeString(mine.resolve("no\nname"), "cannot be asked for");

        var seen = new ArrayList<String>();
        var after = "";
        do {
            var page = tree.list(path("Users/ana"), PageRequest.of(after, 2));
            page.items().forEach(f -> seen.add(f.path().name()));
            after = page.next().orElse("");
        } while (!after.isEmpty());

        assertThat(seen).containsExactly("Art", "zoo", "A.txt", "b.txt", "c.txt", "ünï ☃ ;?#%.ipynb");
        assertThat(tree.get(path("Users/ana/ünï ☃ ;?#%.ipynb")).bytes()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "Users/ana/../bruno/secret",
                "Users/ana/.",
                "/etc/passwd",
                "Users//ana",
                "Users/ana/a\u0000b",
                "Users/ana/a\nb",
                "Users/ana/",
                "Users/ana/\ud800"
            })
    void whatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() -> path(path))
                .isInstanceOfSatisfying(
                        BancadaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
    }

    @Test
    void namesAndPathsHaveTheirLimits() {
        assertThat(path("é".repeat(127)).name()).hasSize(127);
        for (var longer : List.of("é".repeat(128), "a".repeat(256), "a/".repeat(100) + "a", "abc/".repeat(1001))) {
            assertThatThrownBy(() -> path(longer)).isInstanceOf(BancadaException.class);
        }
    }

    @Test
    void noLinkIsFollowedWhereverItStands() throws IOException {
        link("file", disk.resolve("outside"));
        link("folder", disk);
        link("bruno", share.root().resolve("Users/bruno"));
        link("up", Path.of("../bruno"));
        Files.createDirectory(mine.resolve("own"));

        assertThat(paths("Users/ana")).containsExactly("Users/ana/own");
        for (var path : List.of("file", "folder", "folder/outside", "bruno/secret", "up/secret")) {
            refused(ErrorCode.NOT_FOUND, () -> tree.get(path("Users/ana/" + path)));
            refused(ErrorCode.NOT_FOUND, () -> read("Users/ana/" + path));
        }
        refused(ErrorCode.NOT_FOUND, () -> tree.makeFolder(path("Users/ana/folder/new")));
        refused(ErrorCode.NOT_FOUND, () -> tree.remove(path("Users/ana/bruno/secret"), true));
        refused(ErrorCode.NOT_FOUND, () -> tree.move(path("Users/ana/own"), path("Users/ana/folder/own"), true));
        refused(ErrorCode.NOT_FOUND, () -> tree.move(path("Users/ana/file"), path("Users/ana/copy"), true));
        assertThat(disk.resolve("new")).doesNotExist();

        assertThat(tree.remove(path("Users/ana/folder"), true))
                .as("the link itself")
                .isTrue();
        assertThat(disk.resolve("outside")).hasContent("the server's");
        assertThat(share.root().resolve("Users/bruno/secret")).hasContent("his");
    }

    @Test
    void pipeIsNotWaitedFor() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", mine.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(paths("Users/ana")).isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> read("Users/ana/pipe"));
        refused(ErrorCode.NOT_FOUND, () -> tree.get(path("Users/ana/pipe/below")));
        refused(ErrorCode.NOT_FOUND, () -> tree.list(path("Users/ana/pipe"), PageRequest.first()));
        assertThat(tree.remove(path("Users/ana/pipe"), false)).isTrue();
    }

    @Test
    void pieceOfAFileIsRead() throws IOException {
        Files.writeString(mine.resolve("a"), "0123456789");

        try (var content = tree.read(path("Users/ana/a"), NO_TURN)) {
            assertThat(content.bytes()).isEqualTo(10);
            assertThat(content.piece(3, 4)).hasBinaryContent("3456".getBytes(StandardCharsets.US_ASCII));
        }
        refused(ErrorCode.INVALID_PARAMETER, () -> read("Users/ana"));
        refused(ErrorCode.NOT_FOUND, () -> read("Users/ana/none"));
    }

    @Test
    void foldersAreMadeOnceAndNotOverFiles() throws IOException {
        assertThat(tree.makeFolder(path("Users/ana/new"))).isTrue();
        assertThat(tree.makeFolder(path("Users/ana/new"))).isFalse();
        assertThat(tree.makeFolder(path("Users/ana/new/below"))).isTrue();
        Files.writeString(mine.resolve("file"), "x");

        refused(ErrorCode.CONFLICT, () -> tree.makeFolder(path("Users/ana/file")));
        refused(ErrorCode.NOT_FOUND, () -> tree.makeFolder(path("Users/ana/none/below")));
        refused(ErrorCode.NOT_FOUND, () -> tree.makeFolder(path("Users/ana/file/below")));
        for (var fixed : List.of("", "Users", "Users/ana", "Shared")) {
            refused(ErrorCode.INVALID_PARAMETER, () -> tree.makeFolder(path(fixed)));
            refused(ErrorCode.INVALID_PARAMETER, () -> tree.remove(path(fixed), true));
            refused(ErrorCode.INVALID_PARAMETER, () -> tree.move(path(fixed), path("Shared/x"), false));
        }
        assertThat(share.root().resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void whatIsMovedReplacesNothingUnlessAskedTo() throws IOException {
        Files.writeString(mine.resolve("a"), "a");
        Files.writeString(mine.resolve("b"), "b");
        Files.createDirectory(mine.resolve("folder"));

        refused(ErrorCode.CONFLICT, () -> tree.move(path("Users/ana/a"), path("Users/ana/b"), false));
        refused(ErrorCode.CONFLICT, () -> tree.move(path("Users/ana/a"), path("Users/ana/folder"), true));
        refused(ErrorCode.CONFLICT, () -> tree.move(path("Users/ana/folder"), path("Users/ana/b"), true));
        refused(
                ErrorCode.INVALID_PARAMETER,
                () -> tree.move(path("Users/ana/folder"), path("Users/ana/folder/in"), true));
        tree.move(path("Users/ana/a"), path("Users/ana/b"), true);
        tree.move(path("Users/ana/b"), path("Shared/c"), false);
        assertThat(share.root().resolve("Shared/c")).hasContent("a");
        assertThat(paths("Users/ana")).containsExactly("Users/ana/folder");
    }

    @Test
    void folderWithSomethingInItIsDeletedOnlyWhenThatIsSaid() throws IOException {
        Files.createDirectories(mine.resolve("a/b/c"));
        Files.writeString(mine.resolve("a/b/file"), "x");
        Files.createSymbolicLink(/* link= */ mine.resolve("a/b/out"), /* target= */ disk);
        Files.setPosixFilePermissions(mine.resolve("a/b"), PosixFilePermissions.fromString("r-xr-xr-x"));

        refused(ErrorCode.CONFLICT, () -> tree.remove(path("Users/ana/a"), false));
        assertThat(tree.remove(path("Users/ana/a"), true)).isTrue();
        assertThat(tree.remove(path("Users/ana/a"), true)).as("again").isFalse();
        assertThat(paths("Users/ana")).isEmpty();
        new Trash(share).empty(Duration.ofSeconds(20));
        assertThat(share.root().resolve("trash")).isEmptyDirectory();
        assertThat(disk.resolve("outside")).exists();
    }

    @Test
    void folderThatIsNestedDeeperThanAPathReachesIsDeleted() throws Exception {
        var deep = "import os\nfor i in range(600): os.mkdir('a-rather-long-name'); os.chdir('a-rather-long-name')";
        assertThat(new ProcessBuilder("python3", "-c", deep)
                        .directory(mine.toFile())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(tree.remove(path("Users/ana/a-rather-long-name"), true)).isTrue();
        new Trash(share).empty(Duration.ofSeconds(40));

        assertThat(share.root().resolve("trash")).isEmptyDirectory();
    }

    @Test
    void whereFilesHaveOwnersEverybodysFolderIsTheirsToAddToAndNotToChange() throws IOException {
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            return; // only root gives files away; where the server is not root they all are its own
        }
        var ana = new Share(share.root(), "ana", OptionalInt.of(700_001));
        var bruno = new Share(share.root(), "bruno", OptionalInt.of(700_002));
        Files.delete(share.root().resolve("Shared"));
        ana.furnish();
        assertThat(Files.getAttribute(share.root().resolve("Shared"), "unix:mode"))
                .isEqualTo(040000 | 01777);
        var hers = new ShareTree(ana);
        var his = new ShareTree(bruno);

        assertThat(hers.makeFolder(path("Shared/hers"))).isTrue();
        var file = Files.writeString(share.root().resolve("Shared/hers/file"), "x");
        Files.setAttribute(file, "unix:uid", 700_001, LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(his.get(path("Shared/hers/file")).bytes()).isEqualTo(1);
        his.read(path("Shared/hers/file"), NO_TURN).close();
        refused(ErrorCode.FORBIDDEN, () -> his.makeFolder(path("Shared/hers/his")));
        refused(ErrorCode.FORBIDDEN, () -> his.remove(path("Shared/hers/file"), false));
        refused(ErrorCode.FORBIDDEN, () -> his.remove(path("Shared/hers"), true));
        refused(ErrorCode.FORBIDDEN, () -> his.move(path("Shared/hers"), path("Shared/his"), false));
        assertThat(his.makeFolder(path("Shared/his"))).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        refused(
                ErrorCode.FORBIDDEN,
                () -> his.read(path("Shared/hers/file"), NO_TURN).close());
        assertThat(hers.remove(path("Shared/hers"), true)).isTrue();
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(/* link= */ mine.resolve(name), target);
    }

    private void read(String path) throws IOException {
        tree.read(path(path), NO_TURN).close();
    }

    private List<String> paths(String folder) {
        return tree.list(path(folder), PageRequest.first()).items().stream()
                .map(FileDetails::path)
                .map(SharePath::toString)
                .toList();
    }

    private static SharePath path(String text) {
        return SharePath.parse("path", text);
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BancadaException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
