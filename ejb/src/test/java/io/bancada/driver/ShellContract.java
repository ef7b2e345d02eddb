package io.bancada.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.CapsuleStatus.End;
import io.bancada.driver.CapsuleStatus.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Shell} keeps to. The shell lines use {@code true exit echo cat sleep test} and plain redirection
 * only.
 */
public abstract class ShellContract {
    @TempDir
    protected Path server;

    protected abstract Shell shell();

    protected static CapsuleId id(String value) {
        return new CapsuleId(value);
    }

    protected CapsuleStatus ended(String capsule) {
        Await.until(
                capsule + " has ended",
                () -> shell().status(id(capsule)).state() == State.ENDED,
                () -> shell().status(id(capsule)));
        return shell().status(id(capsule));
    }

    protected void waitForOutput(String capsule, String text) {
        Await.until(
                capsule + " has printed " + text,
                () -> stdout(capsule).contains(text),
                () -> stdout(capsule) + shell().status(id(capsule)));
    }

    protected String stdout(String capsule) {
        return text(capsule, "stdout.log");
    }

    protected String text(String capsule, String path) {
        return new String(shell().read(id(capsule), path, 0, 1 << 20), StandardCharsets.UTF_8);
    }

    @Test
    void capsuleThatWasNeverStartedIsAbsent() {
        assertThat(shell().status(id("none"))).isEqualTo(CapsuleStatus.ABSENT);
        shell().signal(id("none"), CapsuleSignal.KILL);
        shell().remove(id("none"));
    }

    @Test
    void capsuleRunsAndSaysHowItEnded() {
        shell().start(Capsules.shell("c1", "echo \"$GREETING\"; echo oops >&2; exit 3"));
        CapsuleStatus status = ended("c1");
        assertThat(status.end()).contains(End.EXITED);
        assertThat(status.exitCode()).hasValue(3);
        assertThat(status.startedAt()).isPresent();
        assertThat(status.endedAt()).isPresent();
        assertThat(stdout("c1")).isEqualTo("hello world\n");
        assertThat(text("c1", "stderr.log")).isEqualTo("oops\n");
    }

    @Test
    void startingTwiceStartsOnce() {
        Capsule capsule = Capsules.shell("c1", "echo once");
        shell().start(capsule);
        shell().start(capsule);
        ended("c1");
        shell().start(capsule);
        assertThat(ended("c1").exitCode()).hasValue(0);
        assertThat(stdout("c1")).isEqualTo("once\n");
    }

    @Test
    void killedCapsuleIsCanceled() {
        shell().start(Capsules.shell("c1", "echo up; sleep 1000"));
        waitForOutput("c1", "up");
        assertThat(shell().status(id("c1")).state()).isEqualTo(State.RUNNING);
        shell().signal(id("c1"), CapsuleSignal.KILL);
        assertThat(ended("c1").end()).contains(End.CANCELED);
        shell().signal(id("c1"), CapsuleSignal.KILL);
    }

    @Test
    void terminatedCapsuleIsCanceledAfterItsGraceAtTheLatest() {
        shell().start(Capsules.shell("c1", "trap '' TERM; echo up; sleep 1000; sleep 1000"));
        waitForOutput("c1", "up");
        shell().signal(id("c1"), CapsuleSignal.TERMINATE);
        assertThat(ended("c1").end()).contains(End.CANCELED);
    }

    @Test
    void capsuleThatIsAskedToEndAgainAndAgainGetsNoMoreThanItsGrace() {
        shell().start(Capsules.shell("c1", "trap '' TERM; echo up; sleep 1000; sleep 1000"));
        waitForOutput("c1", "up");
        Await.until("it has ended", () -> {
            shell().signal(id("c1"), CapsuleSignal.TERMINATE);
            return shell().status(id("c1")).state() == State.ENDED;
        });
        assertThat(ended("c1").end()).contains(End.CANCELED);
    }

    @Test
    void capsuleThatOverstaysItsTimeoutIsEnded() {
        shell().start(Capsules.shellWithin(Duration.ofMillis(200), "c1", "sleep 1000"));
        assertThat(ended("c1").end()).contains(End.TIMED_OUT);
    }

    @Test
    void codeIsTheWorkingDirectoryAndOutputsAreKept() throws Exception {
        Path code = Files.createDirectories(server.resolve("code"));
        Files.writeString(code.resolve("hello.txt"), "from the snapshot\n");
        Path data = Files.writeString(server.resolve("data.csv"), "1,2\n");
        shell().start(Capsules.shellWith(
                code, Map.of("data", data), "c1", "cat hello.txt; cat ../inputs/data; echo 42 > ../outputs/model"));
        assertThat(ended("c1").exitCode()).hasValue(0);
        assertThat(stdout("c1")).isEqualTo("from the snapshot\n1,2\n");
        assertThat(text("c1", "outputs/model")).isEqualTo("42\n");
        List<FileEntry> outputs = shell().list(id("c1"), "outputs", 10);
        assertThat(outputs).extracting(FileEntry::path).containsExactly("outputs/model");
        assertThat(outputs.get(0).bytes()).isEqualTo(3);
    }

    @Test
    void filesAreReadInPieces() {
        shell().start(Capsules.shell("c1", "echo 0123456789"));
        ended("c1");
        assertThat(shell().read(id("c1"), "stdout.log", 3, 4)).asString().isEqualTo("3456");
        assertThat(shell().read(id("c1"), "stdout.log", 11, 4)).isEmpty();
        assertThat(shell().read(id("c1"), "stdout.log", 1000, 4)).isEmpty();
    }

    @Test
    void absentFilesAndPathsThatLeadOutAreNotFound() {
        shell().start(Capsules.shell("c1", "true"));
        ended("c1");
        for (String path : List.of(
                "outputs/none", "../c1/stdout.log", "/etc/passwd", "outputs/../stdout.log", "outputs//x", "outputs")) {
            assertThatThrownBy(() -> shell().read(id("c1"), path, 0, 10))
                    .as(path)
                    .isInstanceOf(DriverException.NotFound.class);
        }
        assertThatThrownBy(() -> shell().list(id("c1"), "outputs/none", 10))
                .isInstanceOf(DriverException.NotFound.class);
        assertThatThrownBy(() -> shell().read(id("never"), "stdout.log", 0, 10))
                .isInstanceOf(DriverException.NotFound.class);
    }

    @Test
    void listsAreBoundedAndInPathOrder() {
        shell().start(Capsules.shell("c1", "cd ../outputs; echo 1 > b; echo 2 > a; echo 3 > c"));
        ended("c1");
        assertThat(shell().list(id("c1"), "outputs", 2))
                .extracting(FileEntry::path)
                .containsExactly("outputs/a", "outputs/b");
    }

    @Test
    void fetchBringsAFileOrAWholeDirectoryAndMayBeRepeated() throws Exception {
        shell().start(Capsules.shell("c1", "cd ../outputs; echo 1 > a; echo 2 > b; echo log"));
        ended("c1");
        Path target = server.resolve("share/jobs/c1");
        shell().fetch(id("c1"), "outputs", target);
        Files.delete(target.resolve("b"));
        Files.writeString(target.resolve("a"), "half a fi");
        shell().fetch(id("c1"), "outputs", target);
        assertThat(target.resolve("a")).hasContent("1");
        assertThat(target.resolve("b")).hasContent("2");
        shell().fetch(id("c1"), "stdout.log", target.resolve("logs/stdout.log"));
        assertThat(target.resolve("logs/stdout.log")).hasContent("log");
        assertThatThrownBy(() -> shell().fetch(id("c1"), "outputs/none", server.resolve("none")))
                .isInstanceOf(DriverException.NotFound.class);
    }

    @Test
    void removedCapsuleIsAbsent() {
        shell().start(Capsules.shell("c1", "true"));
        ended("c1");
        shell().remove(id("c1"));
        assertThat(shell().status(id("c1"))).isEqualTo(CapsuleStatus.ABSENT);
    }

    @Test
    void removingARunningCapsuleEndsItFirst() {
        shell().start(Capsules.shell("c1", "echo up; sleep 1000"));
        waitForOutput("c1", "up");
        shell().remove(id("c1"));
        Await.until("c1 is absent", () -> shell().status(id("c1")).state() == State.ABSENT);
    }

    @Test
    void capsuleThatCanNeverStartIsRejected() {
        Capsule capsule = new Capsule(
                id("c1"),
                "ana",
                List.of("true"),
                Map.of("A=B", "x"),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Duration.ZERO);
        assertThatThrownBy(() -> shell().start(capsule)).isInstanceOf(DriverException.Rejected.class);
        assertThat(shell().status(id("c1"))).isEqualTo(CapsuleStatus.ABSENT);
    }
}
