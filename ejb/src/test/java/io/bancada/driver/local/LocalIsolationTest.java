package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.Await;
import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleSignal;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.CapsuleStatus.End;
import io.bancada.driver.CapsuleStatus.State;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.FileEntry;
import io.bancada.driver.NodeKey;
import io.bancada.driver.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What work must not be able to do to the host and to other work; each with a control that shows the probe works. */
class LocalIsolationTest {
    private static final CapsuleId C1 = new CapsuleId("c1");
    private static final CapsuleId C2 = new CapsuleId("c2");

    @TempDir
    Path server;

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void serverFilesAreOutOfSight(SandboxKind kind) throws Exception {
        Path secret = Files.writeString(server.resolve("secret"), "the key\n");
        String line = "cat " + secret;
        assertThat(onHost(line)).isEqualTo("the key\n");
        try (LocalNode node = LocalNode.of(kind)) {
            assertThat(run(node.shell(), Capsules.shell("c1", line))).isEmpty();
            assertThat(run(node.shell(), Capsules.shell("c2", "ls / /etc; ls /work/c2; pwd; id -u")))
                    .doesNotContain("root\n", "var\n", "shadow", "ssh\n")
                    .contains("/work/c2/code", "outputs");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void otherProcessesAreOutOfSight(SandboxKind kind) throws Exception {
        String line = "test -d /proc/" + ProcessHandle.current().pid() + " && echo seen; ls -d /proc/[0-9]* | wc -l";
        assertThat(onHost(line)).startsWith("seen");
        try (LocalNode node = LocalNode.of(kind)) {
            assertThat(run(node.shell(), Capsules.shell("c1", line)).strip()).matches("[1-9]");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void hostPortsAreOutOfReachUnlessTheLocationAllowsTheNetwork(SandboxKind kind) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String line = connect(listening.getLocalPort());
            try (LocalNode open = new LocalNode(kind, Map.of("network", "host"), config -> config)) {
                assertThat(run(open.shell(), Capsules.shell("c1", line))).isEqualTo("reached\n");
            }
            try (LocalNode node = LocalNode.of(kind)) {
                assertThat(run(node.shell(), Capsules.shell("c1", line))).isEqualTo("ConnectionRefusedError\n");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void nodesOfOneGroupAndPersonShareLoopbackAndNobodyElseDoes(SandboxKind kind) {
        try (LocalNode node = LocalNode.of(kind)) {
            Shell first = node.shell();
            first.start(Capsules.shell(
                    "c1",
                    "python3 -c 'import socket\ns=socket.create_server((\"127.0.0.1\",4000))\n"
                            + "print(\"up\",flush=True)\nwhile 1: s.accept()'"));
            Await.until(
                    "listening",
                    () -> text(first, C1, "stdout.log").contains("up"),
                    () -> text(first, C1, "stderr.log"));
            Shell second = node.shell(new NodeKey("n2"), "cpu");
            assertThat(run(second, Capsules.shell("c2", connect(4000)))).isEqualTo("reached\n");
            assertThat(run(second, Capsules.shellOf("bruno", "c3", connect(4000))))
                    .isEqualTo("ConnectionRefusedError\n");
            Shell elsewhere = node.shell(new NodeKey("n3"), "other");
            assertThat(run(elsewhere, Capsules.shell("c4", connect(4000)))).isEqualTo("ConnectionRefusedError\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void workThatTakesTooMuchMemoryIsEndedAlone(SandboxKind kind) {
        try (LocalNode node = LocalNode.of(kind)) {
            Shell shell = node.shell();
            shell.start(Capsules.shell("c1", "python3 -c 'bytearray(50<<20)'"));
            assertThat(ended(shell, C1).exitCode()).hasValue(0);
            shell.start(Capsules.shell("c2", "python3 -c 'bytearray(400<<20)'; exit 1"));
            String detail = node.provider
                    .find(node.site, LocalNode.KEY)
                    .orElseThrow()
                    .detail()
                    .english();
            boolean limited = !detail.matches(".*not limited:.*memory.*"); // a host may refuse that to all but root
            assertThat(limited || !Host.ofThisServer().root()).isTrue();
            assertThat(ended(shell, C2).end()).contains(limited ? End.OUT_OF_MEMORY : End.EXITED);
            assertThat(run(shell, Capsules.shell("c3", "echo alive"))).isEqualTo("alive\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void daemonisedChildrenEndWithTheirCapsule(SandboxKind kind) {
        try (LocalNode node = LocalNode.of(kind)) {
            Shell shell = node.shell();
            shell.start(
                    Capsules.shell("c1", "(setsid setsid sleep 1000 &) ; (setsid sleep 1001 &) ; echo up; sleep 1000"));
            Await.until("three sleepers", () -> node.processes(LocalNode.KEY) >= 4);
            shell.signal(C1, CapsuleSignal.KILL);
            assertThat(ended(shell, C1).end()).contains(End.CANCELED);
            assertThat(node.processes(LocalNode.KEY)).isZero();
            shell.start(Capsules.shell("c2", "setsid sleep 1000 & exit 4"));
            assertThat(ended(shell, C2).exitCode()).hasValue(4);
            assertThat(node.processes(LocalNode.KEY)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void forkBombIsContainedAndEnded(SandboxKind kind) {
        String many = "i=0; while [ $i -lt 100 ]; do sleep 1000 & i=$((i+1)); done; echo all";
        try (LocalNode roomy = LocalNode.of(kind)) {
            assertThat(run(roomy.shell(), Capsules.shell("c1", many))).isEqualTo("all\n");
        }
        try (LocalNode node =
                new LocalNode(kind, Map.of(), config -> LocalNode.with(config, kind, config.logLimit(), 64))) {
            Shell shell = node.shell();
            assertThat(run(shell, Capsules.shell("c1", many))).isEmpty();
            // A shell's bomb gives up when it cannot fork; this one goes on trying.
            shell.start(
                    Capsules.shell(
                            "c2",
                            "exec python3 -c \"import os, time\nwhile True:\n try: os.fork()\n except OSError: time.sleep(0.05)\""));
            Await.until("the bomb is at its limit", () -> node.processes(LocalNode.KEY) > 40);
            shell.signal(C2, CapsuleSignal.KILL);
            assertThat(ended(shell, C2).end()).contains(End.CANCELED);
            assertThat(node.processes(LocalNode.KEY)).isZero();
            assertThat(run(shell, Capsules.shell("c3", "echo alive"))).isEqualTo("alive\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void nothingOfTheServersEnvironmentOrDescriptorsIsInherited(SandboxKind kind) throws Exception {
        assertThat(onHost("env")).contains("BANCADA_TEST_SECRET=");
        try (LocalNode node = LocalNode.of(kind)) {
            assertThat(run(node.shell(), Capsules.shell("c1", "env | sed 's/=.*//' | sort | tr '\\n' ' '")))
                    .isEqualTo("GREETING HOME LANG PATH PWD TMPDIR ");
            assertThat(run(node.shell(), Capsules.shell("c2", "ls /proc/self/fd | wc -l"))
                            .strip())
                    .isEqualTo("4"); // the standard three, and the one through which ls lists
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void workHasNoPrivilegesAndCannotGetAny(SandboxKind kind) throws Exception {
        assertThat(onHost("unshare -U true && echo made")).isEqualTo("made\n");
        try (LocalNode node = LocalNode.of(kind)) {
            String status = run(
                    node.shell(),
                    Capsules.shell("c1", "grep -E 'CapEff|CapBnd|NoNewPrivs|Seccomp:' /proc/self/status"));
            assertThat(status).contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2");
            assertThat(run(
                            node.shell(),
                            Capsules.shell(
                                    "c2",
                                    "unshare -U true && echo made; mount -t tmpfs x /tmp && echo mounted; "
                                            + "kill -9 1; cat /proc/1/environ && echo read; "
                                            + "touch /usr/x /etc/x /run/x /run/bancada/x && echo wrote; "
                                            + "echo 1 > /proc/sys/kernel/core_pattern && echo set; "
                                            + "test -e /sys/fs/cgroup && echo cgroup")))
                    .isEmpty();
            assertThat(run(node.shell(), Capsules.shell("c3", "echo alive"))).isEqualTo("alive\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void supervisorsSocketIsOutOfReach(SandboxKind kind) throws Exception {
        try (LocalNode node = LocalNode.of(kind)) {
            Shell shell = node.shell();
            String line = "find / -xdev -type s 2>/dev/null; test -e " + node.base + " && echo seen; true";
            assertThat(onHost("test -S " + node.base + "/n1/socket && echo there"))
                    .isEqualTo("there\n");
            assertThat(run(shell, Capsules.shell("c1", line))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void whatWorkPlantsLeadsTheServerNowhere(SandboxKind kind) {
        try (LocalNode node = LocalNode.of(kind)) {
            Shell shell = node.shell();
            run(
                    shell,
                    Capsules.shell(
                            "c1",
                            "cd ../outputs; ln -s /etc/passwd link; ln -s /etc dir; mkfifo pipe; echo good > file; "
                                    + "mkdir sub; ln -s ../../../../../node.json sub/up; echo fine > sub/file; "
                                    + "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"sock\")'"));
            for (String path : new String[] {"outputs/link", "outputs/dir/passwd", "outputs/pipe", "outputs/sub/up"}) {
                assertThatThrownBy(() -> shell.read(C1, path, 0, 100))
                        .as(path)
                        .isInstanceOf(DriverException.NotFound.class);
            }
            assertThatThrownBy(() -> shell.list(C1, "outputs/dir", 10)).isInstanceOf(DriverException.NotFound.class);
            assertThat(shell.list(C1, "outputs", 10))
                    .extracting(FileEntry::path)
                    .containsExactly("outputs/file", "outputs/sub/file");
            shell.fetch(C1, "outputs", server.resolve("out"));
            assertThat(server.resolve("out").toFile().list()).containsExactlyInAnyOrder("file", "sub");
            assertThat(server.resolve("out/sub/file")).hasContent("fine");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void whenThePersonChangesTheSandboxIsAFreshOne(SandboxKind kind) {
        try (LocalNode node = LocalNode.of(kind)) {
            Shell shell = node.shell();
            run(shell, Capsules.shell("c1", "echo mine > ../outputs/x; chmod 777 .. ../outputs"));
            assertThat(run(shell, Capsules.shell("c2", "cat /work/c1/outputs/x; echo t > /tmp/t; sleep 0.1")))
                    .isEqualTo("mine\n");
            shell.start(Capsules.shell("c3", "touch /dev/shm/s; echo up; sleep 1000"));
            Await.until(
                    "up", () -> text(shell, new CapsuleId("c3"), "stdout.log").contains("up"));
            assertThatThrownBy(() -> shell.start(Capsules.shellOf("bruno", "c4", "true")))
                    .isInstanceOf(DriverException.InsufficientCapacity.class);
            shell.signal(new CapsuleId("c3"), CapsuleSignal.KILL);
            ended(shell, new CapsuleId("c3"));
            assertThat(run(shell, Capsules.shellOf("bruno", "c5", "ls /work /tmp /dev/shm")))
                    .isEqualTo("/dev/shm:\n\n/tmp:\n\n/work:\nc4\nc5\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void inputsCannotBeChangedThroughTheNode(SandboxKind kind) throws Exception {
        Path shared = Files.writeString(server.resolve("data.csv"), "1\n");
        Path closed = Files.writeString(server.resolve("closed.csv"), "2\n");
        Files.setPosixFilePermissions(closed, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Capsule capsule = Capsules.shellWith(
                server,
                Map.of("shared", shared, "closed", closed),
                "c1",
                "cat ../inputs/*; echo x >> data.csv && cat data.csv; echo x >> ../inputs/shared; "
                        + "chmod 666 ../inputs/*; rm -f ../inputs/closed; echo x > ../inputs/new");
        try (LocalNode node = LocalNode.of(kind)) {
            assertThat(run(node.shell(), capsule)).isEqualTo("2\n1\n1\nx\n");
        }
        assertThat(shared).hasContent("1");
        assertThat(closed).hasContent("2");
        assertThat(Files.getPosixFilePermissions(closed)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void logsAreCutAtTheirLimit(SandboxKind kind) {
        try (LocalNode node =
                new LocalNode(kind, Map.of(), config -> LocalNode.with(config, kind, 1 << 20, config.pids()))) {
            Shell shell = node.shell();
            shell.start(Capsules.shell("c1", "yes | head -c 10000000; echo done >&2"));
            assertThat(ended(shell, C1).exitCode()).hasValue(0);
            assertThat(shell.read(C1, "stdout.log", (1 << 20) - 2, 1000))
                    .asString()
                    .isEqualTo("y\n\n[bancada: the log is cut here; its limit is 1048576 bytes]\n");
            assertThat(text(shell, C1, "stderr.log")).isEqualTo("done\n");
        }
    }

    private static String connect(int port) {
        return "python3 -c 'import socket\ntry: socket.create_connection((\"127.0.0.1\"," + port
                + "),5); print(\"reached\")\nexcept Exception as e: print(type(e).__name__)'";
    }

    private static String run(Shell shell, Capsule capsule) {
        shell.start(capsule);
        ended(shell, capsule.id());
        return text(shell, capsule.id(), "stdout.log");
    }

    private static CapsuleStatus ended(Shell shell, CapsuleId id) {
        Await.until(
                id + " has ended", () -> shell.status(id).state() == State.ENDED, () -> text(shell, id, "stderr.log"));
        return shell.status(id);
    }

    private static String text(Shell shell, CapsuleId id, String path) {
        return new String(shell.read(id, path, 0, 1 << 16), StandardCharsets.UTF_8);
    }

    private static String onHost(String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", line);
        builder.environment().put("BANCADA_TEST_SECRET", "x");
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
