package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancada.driver.Await;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.CapsuleStatus.End;
import io.bancada.driver.CapsuleStatus.State;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeChanged;
import io.bancada.driver.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left when the server, a supervisor or a sandbox dies. */
class LocalAdoptionTest {
    private static final CapsuleId C1 = new CapsuleId("c1");

    private final LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP);

    @AfterEach
    void release() {
        node.close();
    }

    /** A server of its own: starts one capsule, says so, and waits to be killed. */
    static final class OtherServer {
        public static void main(String[] arguments) throws Exception {
            LocalConfig config = LocalNode.withSandbox(LocalConfig.in(Path.of(arguments[0])), SandboxKind.BUBBLEWRAP);
            io.bancada.driver.Site site = new io.bancada.driver.Site("local", java.util.Map.of());
            LocalProvider provider = new LocalProvider(config, change -> {});
            provider.allocate(
                    site,
                    new io.bancada.driver.NodeRequest(
                            LocalNode.KEY,
                            new io.bancada.driver.SizeSpec(
                                    "STANDARD_D1_V2", new io.bancada.catalog.model.Resources(1, 256, 0)),
                            "cpu",
                            false));
            Await.until(
                    "ready",
                    () -> provider.find(site, LocalNode.KEY).orElseThrow().state() == Machine.State.READY);
            provider.shell(site, LocalNode.KEY)
                    .start(Capsules.shell(
                            "c1",
                            "echo before; while ! test -e ../outputs/go; do sleep 0.01; done; echo after; exit 7"));
            System.out.println("started");
            Thread.currentThread().join();
        }
    }

    @Test
    void workOutlivesTheKilledServerAndIsAdopted() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherServer.class.getName(),
                        node.base.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("started");
        }
        other.destroyForcibly();
        assertThat(other.waitFor()).isEqualTo(137);

        assertThat(node.provider.find(node.site, LocalNode.KEY).orElseThrow().state())
                .isEqualTo(Machine.State.READY);
        Shell shell = node.provider.shell(node.site, LocalNode.KEY);
        assertThat(shell.status(C1).state()).isEqualTo(State.RUNNING);
        Await.until("watched", () -> !node.changes.isEmpty());
        node.changes.clear();
        Files.createFile(workOf("c1").resolve("outputs/go"));
        assertThat(node.changes.poll(10, TimeUnit.SECONDS)).isEqualTo(new NodeChanged(LocalNode.KEY));
        CapsuleStatus status = shell.status(C1);
        assertThat(status.end()).contains(End.EXITED);
        assertThat(status.exitCode()).hasValue(7);
        assertThat(shell.read(C1, "stdout.log", 0, 100)).asString().isEqualTo("before\nafter\n");
    }

    @Test
    void secondProviderFindsNodesAndCanEndTheirWork() {
        node.shell().start(Capsules.shell("c1", "sleep 1000"));
        node.restartServer();
        Shell shell = node.provider.shell(node.site, LocalNode.KEY);
        assertThat(shell.status(C1).state()).isEqualTo(State.RUNNING);
        shell.start(Capsules.shell("c1", "sleep 1000"));
        shell.signal(C1, io.bancada.driver.CapsuleSignal.KILL);
        Await.until("ended", () -> shell.status(C1).state() == State.ENDED);
    }

    @Test
    void endOfACapsuleIsToldAtOnce() throws Exception {
        Shell shell = node.shell();
        Await.until("watched", () -> !node.changes.isEmpty());
        node.changes.clear();
        shell.start(Capsules.shell("c1", "true"));
        assertThat(node.changes.poll(10, TimeUnit.SECONDS)).isEqualTo(new NodeChanged(LocalNode.KEY));
        assertThat(shell.status(C1).state()).isEqualTo(State.ENDED);
    }

    @Test
    void workOfADeadSupervisorIsLostAndEnded() throws Exception {
        Shell shell = node.shell();
        Await.until("watched", () -> !node.changes.isEmpty());
        shell.start(Capsules.shell("c1", "sleep 1000"));
        Await.until("at work", () -> node.processes(LocalNode.KEY) > 0);
        List<ProcessHandle> kept =
                ProcessHandle.of(keeper()).orElseThrow().descendants().toList();
        node.changes.clear();
        kill(keeper());
        assertThat(node.changes.poll(10, TimeUnit.SECONDS)).isEqualTo(new NodeChanged(LocalNode.KEY));
        Await.until("status is known", () -> shell.status(C1).state() == State.ENDED);
        assertThat(shell.status(C1).end()).contains(End.LOST);
        assertThat(shell.status(C1).exitCode()).isEmpty();
        assertThat(node.provider.find(node.site, LocalNode.KEY).orElseThrow().state())
                .isEqualTo(Machine.State.LOST);
        Await.until("nothing of it lives", () -> kept.stream().noneMatch(ProcessHandle::isAlive));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> shell.start(Capsules.shell("c2", "true")))
                .isInstanceOf(DriverException.NotFound.class);
        shell.remove(C1);
        assertThat(shell.status(C1)).isEqualTo(CapsuleStatus.ABSENT);
    }

    @Test
    void nodeGoesOnAfterItsSandboxDied() throws Exception {
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", "sleep 1000"));
        long init = ProcessHandle.of(keeper())
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .pid();
        kill(init);
        Await.until("ended", () -> shell.status(C1).state() == State.ENDED);
        assertThat(shell.status(C1).end()).contains(End.LOST);
        shell.start(Capsules.shell("c2", "exit 5"));
        CapsuleId c2 = new CapsuleId("c2");
        Await.until("ended", () -> shell.status(c2).state() == State.ENDED);
        assertThat(shell.status(c2).exitCode()).hasValue(5);
    }

    @Test
    void processOfAnotherBootOrStartTimeIsNotOurs() {
        Host host = Host.ofThisServer();
        node.shell();
        Host.ProcessMark keeper =
                new NodeDirectory(node.base.resolve("n1")).ready().orElseThrow().mark();
        assertThat(host.isAlive(keeper)).isTrue();
        assertThat(host.isAlive(new Host.ProcessMark(keeper.pid(), keeper.start() + 1, keeper.boot())))
                .isFalse();
        assertThat(host.isAlive(new Host.ProcessMark(keeper.pid(), keeper.start(), "another-boot")))
                .isFalse();
    }

    private long keeper() {
        return new NodeDirectory(node.base.resolve("n1")).ready().orElseThrow().pid();
    }

    private static void kill(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
    }

    private Path workOf(String capsule) throws IOException {
        try (var people = Files.list(node.base.resolve("n1/work"))) {
            return people.findFirst().orElseThrow().resolve(capsule);
        }
    }
}
