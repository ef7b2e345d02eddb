package io.bancada.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.Await;
import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleStatus.State;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.FileEntry;
import io.bancada.driver.MachineProbe.Verdict;
import io.bancada.driver.Shell;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words, files and machines that mean harm. */
class SshHostileTest {
    private static final CapsuleId C1 = new CapsuleId("c1");

    private final SshNode node = new SshNode();

    @TempDir
    Path server;

    @AfterEach
    void release() {
        node.close();
    }

    @Test
    void wordsReachTheCommandAsTheyAre() throws Exception {
        Shell shell = node.shell();
        String evil = "$(touch /tmp/x) `id`; ' \" \\ \n && | > * ~ é \u202e %s";
        Path code = Files.createDirectories(server.resolve("code"));
        Files.writeString(code.resolve("a $(id) 'b' \"c\" ;d.txt"), "odd\n");
        shell.start(new Capsule(
                C1,
                "ana; rm -rf /",
                List.of("/usr/bin/printf", "%s|%s", evil, "-oProxyCommand=id"),
                Map.of("EVIL", evil),
                Optional.of(code),
                Map.of("in $(id)", code.resolve("a $(id) 'b' \"c\" ;d.txt")),
                Optional.empty(),
                Duration.ofSeconds(1)));
        ended(shell, C1);
        assertThat(shell.read(C1, "stdout.log", 0, 1000)).asString().isEqualTo(evil + "|-oProxyCommand=id");
        assertThat(shell.list(C1, "inputs", 10)).extracting(FileEntry::path).containsExactly("inputs/in $(id)");
    }

    @Test
    void environmentIsBuiltFromNothing() {
        node.machine.stop();
        node.machine.options("SetEnv CANARY=from-sshd LD_PRELOAD=/tmp/none.so");
        node.machine.start();
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", "env"));
        ended(shell, C1);
        assertThat(new String(shell.read(C1, "stdout.log", 0, 10_000), java.nio.charset.StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceAll("=.*", "")))
                .containsOnly("PATH", "HOME", "LANG", "TMPDIR", "GREETING", "BANCADA_CAPSULE", "PWD");
    }

    @Test
    void linksAndPipesAreNeverFollowedNorWaitedFor() throws Exception {
        Shell shell = node.shell();
        Path secret = Files.writeString(server.resolve("secret"), "secret");
        shell.start(Capsules.shell(
                "c1",
                "cd ../outputs; ln -s " + secret + " link; ln -s / all; mkfifo pipe; echo 1 > real;"
                        + " mkdir d; ln -s .. d/up"));
        ended(shell, C1);
        assertThat(shell.list(C1, "outputs", 100)).extracting(FileEntry::path).containsExactly("outputs/real");
        for (String path : List.of("outputs/link", "outputs/all/etc/passwd", "outputs/pipe", "outputs/d/up/real")) {
            assertThatThrownBy(() -> shell.read(C1, path, 0, 10)).as(path).isInstanceOf(DriverException.NotFound.class);
        }
        Path target = server.resolve("target");
        shell.fetch(C1, "outputs", target);
        try (Stream<Path> all = Files.walk(target)) {
            assertThat(all.filter(Files::isRegularFile)).containsExactly(target.resolve("real"));
        }
        assertThat(Files.exists(target.resolve("link"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void fileInTheStoreThatAJobHasSwappedIsSentAgain() throws Exception {
        Shell shell = node.shell();
        Path code = Files.createDirectories(server.resolve("code"));
        Files.writeString(code.resolve("train.py"), "print('honest')\n");
        shell.start(Capsules.shellWith(code, Map.of(), "c1", "python3 train.py; echo \"print('evil')\" > /dev/null"));
        ended(shell, C1);
        try (Stream<Path> blobs = Files.list(node.machine.home().resolve(".bancada/node/store"))) {
            for (Path blob :
                    blobs.filter(p -> p.getFileName().toString().length() == 64).toList()) {
                Files.writeString(blob, "print('evil')\n");
            }
        }
        CapsuleId c2 = new CapsuleId("c2");
        shell.start(Capsules.shellWith(code, Map.of(), "c2", "python3 train.py"));
        ended(shell, c2);
        assertThat(shell.read(c2, "stdout.log", 0, 100)).asString().isEqualTo("honest\n");
    }

    @Test
    void unchangedFilesAreNotSentAgain() throws Exception {
        Shell shell = node.shell();
        Path code = Files.createDirectories(server.resolve("code"));
        Files.write(code.resolve("data.bin"), new byte[3 << 20]);
        shell.start(Capsules.shellWith(code, Map.of(), "c1", "true"));
        ended(shell, C1);
        long sendings = sendings();
        shell.start(Capsules.shellWith(code, Map.of(), "c2", "wc -c < data.bin"));
        ended(shell, new CapsuleId("c2"));
        assertThat(shell.read(new CapsuleId("c2"), "stdout.log", 0, 100))
                .asString()
                .contains("3145728");
        assertThat(sendings()).isEqualTo(sendings);
        Files.writeString(code.resolve("new.txt"), "new");
        shell.start(Capsules.shellWith(code, Map.of(), "c3", "true"));
        assertThat(sendings()).isEqualTo(sendings + 1);
    }

    private long sendings() {
        return node.machine
                .log()
                .lines()
                .filter(line -> line.contains("subsystem 'sftp'"))
                .count();
    }

    @Test
    void chattyLoginIsToldFromAnswers() throws Exception {
        Files.writeString(node.machine.home().resolve(".bashrc"), "echo '{\"hello\": \"welcome\"}'; echo Welcome!\n");
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", "exit 4"));
        ended(shell, C1);
        assertThat(shell.status(C1).exitCode()).hasValue(4);
    }

    @Test
    void logThatNeverEndsIsCut() {
        SshConfig d = SshMachine.config();
        SshProvider small = new SshProvider(
                new SshConfig(
                        d.connectTimeout(),
                        d.requestTimeout(),
                        d.stageTimeout(),
                        2048,
                        d.fetchLimit(),
                        d.path(),
                        d.allowedAddresses()),
                changed -> {});
        node.shell();
        Shell shell = small.shell(node.site, SshNode.KEY);
        shell.start(Capsules.shell("c1", "head -c 100000 /dev/zero"));
        ended(shell, C1);
        assertThat(shell.read(C1, "stdout.log", 0, 100_000).length).isLessThan(2200);
        small.close();
    }

    @Test
    void addressesThatTheServerMustNotSpeakToAreRefused() {
        SshProvider strict = new SshProvider(SshConfig.defaults(), changed -> {});
        assertThat(strict.probe(node.site).verdict()).isEqualTo(Verdict.ADDRESS_REFUSED);
        assertThatThrownBy(() -> strict.list(node.site)).isInstanceOf(DriverException.Rejected.class);
        for (String word : List.of("-oProxyCommand=id", "a b", "ana@host", "host\nProxyCommand id", "http://x", "")) {
            assertThat(strict.probe(node.with("address", word)).verdict())
                    .as(word)
                    .isEqualTo(Verdict.UNUSABLE);
        }
        strict.close();
    }

    @Test
    void secretsAreNotPartOfWhatIsPrintedOrSeenOnTheMachine() throws Exception {
        assertThat(SshTarget.of(node.with("password", "canary-4711")).toString())
                .doesNotContain("canary-4711")
                .doesNotContain("PRIVATE KEY");
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'"));
        ended(shell, C1);
        assertThat(shell.read(C1, "stdout.log", 0, 1 << 20)).asString().doesNotContain("PRIVATE KEY");
    }

    private static void ended(Shell shell, CapsuleId id) {
        Await.until("ended", () -> shell.status(id).state() == State.ENDED, () -> shell.status(id));
    }
}
