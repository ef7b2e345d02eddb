package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.catalog.model.Resources;
import io.bancada.driver.Await;
import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleStatus.State;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Preload;
import io.bancada.driver.Shell;
import io.bancada.driver.SizeSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Machines that stand ready before anybody asks for one. */
class LocalSparesTest {
    private static final String FILES = "/share/Users/ana";
    private static final String PROGRAM = FILES + "/look";
    private static final Preload PRELOAD = new Preload(PROGRAM, List.of("wave", "no.such.module"));

    /** Tells all that a program can tell of how it was started. */
    private static final String LOOK = """
            #!/usr/bin/python3
            import os, resource, signal, site, socket, sys
            print("ahead", "wave" in sys.modules, file=sys.stderr)
            print("name", socket.gethostname(), file=sys.stderr)
            print(sys.argv, os.getcwd(), sorted(os.environ.items()))
            print(os.getresuid(), os.getresgid(), os.getgroups(), os.umask(0))
            lines = open("/proc/self/status").read().splitlines()
            print([line for line in lines if line.startswith(("Cap", "NoNew", "Seccomp", "SigIgn", "SigCgt", "SigBlk"))])
            print(open("/proc/self/oom_score_adj").read(), open("/proc/self/comm").read())
            print(os.stat("/proc/self/environ").st_uid == os.getuid())
            print(sorted(os.listdir("/proc/self/fd")), os.listdir("/share"), os.listdir("/share/Users"))
            print(resource.getrlimit(resource.RLIMIT_CORE), signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGPIPE))
            print(sys.path, sys.executable, site.getuserbase(), site.ENABLE_USER_SITE, sys.dont_write_bytecode)
            print([name for name in ("kernel", "preload", "processes") if name in sys.modules], __name__)
            mounts = [line.split() for line in open("/proc/self/mounts")]
            print(sorted((m[1], m[3]) for m in mounts if m[1].startswith(("/work", "/share", "/home"))))
            open("kept", "w").close()
            print(os.stat("kept").st_uid == os.getuid(), open("/etc/passwd").read())
            """;

    @TempDir
    Path server;

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void takenSpareIsAsIfItHadBeenMadeForIt(SandboxKind kind) throws Exception {
        var files = files(LOOK);
        try (LocalNode node = LocalNode.of(kind)) {
            var cold = allocate(node, "cold");
            var expected = run(cold, files, "look-1");
            assertThat(expected.err()).contains("ahead False", "name cold");

            node.provider.warm(node.site, 1, PRELOAD);
            awaitReady(node, 1);
            assertThat(node.provider.list(node.site)).extracting(Machine::key).containsExactly(new NodeKey("cold"));
            node.provider.allocate(node.site, request("warm"));
            assertThat(node.state(new NodeKey("warm"))).isEqualTo(Machine.State.READY);

            var warm = run(node.provider.shell(node.site, new NodeKey("warm")), files, "look-1");
            assertThat(warm.err()).contains("ahead True", "name warm");
            assertThat(warm.out()).isEqualTo(expected.out());
            assertThat(spares(node)).isEmpty();
        }
    }

    @Test
    void spareServesOthersThanPython() throws Exception {
        var files = files("#!/bin/sh\nexit 1\n");
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            node.provider.warm(node.site, 1, PRELOAD);
            awaitReady(node, 1);
            node.provider.allocate(node.site, request("warm"));
            var shell = node.provider.shell(node.site, new NodeKey("warm"));
            var capsule = Capsules.shellSharing(
                    "ana", Map.of(FILES, files), "c1", "touch ~/kept; echo $GREETING; ls ~ " + FILES);
            assertThat(output(shell, capsule, "stdout.log"))
                    .isEqualTo("hello world\n/home/worker:\nkept\n\n/share/Users/ana:\nlook\n");

            node.provider.stop(node.site, new NodeKey("warm"));
            Await.until("stopped", () -> node.state(new NodeKey("warm")) == Machine.State.STOPPED);
            node.provider.start(node.site, new NodeKey("warm"));
            Await.until("up again", () -> node.state(new NodeKey("warm")) == Machine.State.READY);
            assertThat(output(shell, Capsules.shell("c2", "ls ~"), "stdout.log"))
                    .isEqualTo("kept\n");
        }
    }

    @Test
    void ownPackagesOfAPersonComeFirst() throws Exception {
        var files = files(LOOK);
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            node.provider.warm(node.site, 1, PRELOAD);
            awaitReady(node, 1);
            node.provider.allocate(node.site, request("warm"));
            var shell = node.provider.shell(node.site, new NodeKey("warm"));
            var own =
                    "mkdir -p ~/.local/lib/python$(python3 -c 'import sys; print(\"%d.%d\" % sys.version_info[:2])')/site-packages";
            output(shell, Capsules.shellSharing("ana", Map.of(FILES, files), "c1", own), "stdout.log");
            assertThat(run(shell, files, "c2").err()).contains("ahead False");
        }
    }

    @Test
    void asManyStandReadyAsAreWanted() throws Exception {
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            node.provider.warm(node.site, 2, PRELOAD);
            awaitReady(node, 2);
            var first = spares(node);
            node.provider.warm(node.site, 2, PRELOAD);
            assertThat(spares(node)).isEqualTo(first);

            node.restartServer();
            node.provider.warm(node.site, 1, PRELOAD);
            Await.until("one is given back", () -> spares(node).size() == 1);
            assertThat(first).containsAll(spares(node));

            node.provider.warm(node.site, 1, new Preload(PROGRAM, List.of("json")));
            Await.until(
                    "one with other modules is in its place",
                    () -> !first.containsAll(spares(node)) && spares(node).size() == 1);
            awaitReady(node, 1);
        }
    }

    @Test
    void spareWhoseSupervisorDiedIsReplaced() throws Exception {
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            node.provider.warm(node.site, 1, PRELOAD);
            awaitReady(node, 1);
            var dead = spares(node);
            var supervisor = ProcessHandle.of(
                            directory(dead.get(0)).ready().orElseThrow().pid())
                    .orElseThrow();
            supervisor.destroyForcibly();
            supervisor.onExit().join();
            node.provider.allocate(node.site, request("cold"));
            Await.until("made without it", () -> node.state(new NodeKey("cold")) == Machine.State.READY);
        }
    }

    @Test
    void whereNothingPartsPeopleNoneCanStandReady() {
        try (LocalNode node = LocalNode.of(SandboxKind.NONE)) {
            assertThatThrownBy(() -> node.provider.warm(node.site, 1, PRELOAD))
                    .isInstanceOf(DriverException.Rejected.class);
        }
    }

    private record Said(String out, String err) {}

    private Said run(Shell shell, Path files, String id) {
        var capsule = new Capsule(
                new CapsuleId(id),
                "ana",
                List.of(PROGRAM, "one", "two words"),
                Map.of("GREETING", "hello world"),
                Optional.empty(),
                Map.of(),
                Map.of(FILES, files),
                Optional.empty(),
                Capsules.shell("x", "").grace());
        var out = output(shell, capsule, "stdout.log");
        return new Said(out, text(shell, capsule.id(), "stderr.log"));
    }

    private static String output(Shell shell, Capsule capsule, String log) {
        shell.start(capsule);
        Await.until("ended", () -> shell.status(capsule.id()).state() == State.ENDED);
        assertThat(shell.status(capsule.id()).exitCode())
                .as(() -> text(shell, capsule.id(), "stderr.log"))
                .hasValue(0);
        return text(shell, capsule.id(), log);
    }

    private static String text(Shell shell, CapsuleId id, String log) {
        return new String(shell.read(id, log, 0, 100_000), StandardCharsets.UTF_8);
    }

    private Path files(String program) throws IOException {
        var files = Files.createDirectories(server.resolve("Users/ana"));
        var look = Files.writeString(files.resolve("look"), program);
        Files.setPosixFilePermissions(look, PosixFilePermissions.fromString("rwxr-xr-x"));
        return files;
    }

    private static NodeRequest request(String key) {
        return new NodeRequest(
                new NodeKey(key), new SizeSpec("STANDARD_D1_V2", new Resources(1, 256, 0)), "group", false, true);
    }

    private static Shell allocate(LocalNode node, String key) {
        node.provider.allocate(node.site, request(key));
        Await.until("ready", () -> node.state(new NodeKey(key)) == Machine.State.READY);
        return node.provider.shell(node.site, new NodeKey(key));
    }

    private static void awaitReady(LocalNode node, int count) {
        Await.until(
                "they stand ready",
                () -> spares(node).stream()
                                .filter(s -> directory(s).ready().isPresent())
                                .count()
                        == count,
                () -> spares(node).toString());
    }

    private static NodeDirectory directory(Path spare) {
        return new NodeDirectory(spare);
    }

    private static List<Path> spares(LocalNode node) {
        try (Stream<Path> entries = Files.list(node.base)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(".spare-"))
                    .filter(entry -> !directory(entry).isReleased())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
