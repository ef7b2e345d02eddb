package io.bancada.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancada.driver.Await;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleSignal;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.CapsuleStatus.End;
import io.bancada.driver.CapsuleStatus.State;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.MachineProbe;
import io.bancada.driver.MachineProbe.Verdict;
import io.bancada.driver.NodeChanged;
import io.bancada.driver.Shell;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left when a connection, the server, a supervisor or the machine's trust goes. */
class SshFaultTest {
    private static final CapsuleId C1 = new CapsuleId("c1");
    private static final String WAIT =
            "echo before; while ! test -e ../outputs/go; do sleep 0.01; done; echo after; exit 7";

    private final SshNode node = new SshNode();

    @AfterEach
    void release() {
        node.close();
    }

    /** A server of its own: starts one capsule, says so, and waits to be killed. */
    static final class OtherServer {
        public static void main(String[] arguments) throws Exception {
            Map<String, String> settings = new java.util.HashMap<>();
            new ObjectMapper()
                    .readTree(System.in)
                    .fields()
                    .forEachRemaining(e -> settings.put(e.getKey(), e.getValue().asText()));
            io.bancada.driver.Site site = new io.bancada.driver.Site("here", settings);
            SshProvider provider = new SshProvider(SshMachine.config(), changed -> {});
            SshNode.allocate(provider, site);
            provider.shell(site, SshNode.KEY).start(Capsules.shell("c1", WAIT));
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
                        OtherServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        new ObjectMapper().writeValue(other.getOutputStream(), node.site.settings());
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("started");
        }
        other.destroyForcibly();
        assertThat(other.waitFor()).isEqualTo(137);

        Shell shell = node.provider.shell(node.site, SshNode.KEY);
        assertThat(shell.status(C1).state()).isEqualTo(State.RUNNING);
        shell.start(Capsules.shell("c1", WAIT));
        Await.until("one, apart from forks of its own", () -> SshMachine.processesWith(WAIT) == 1);
        Files.createFile(node.directory("c1").resolve("outputs/go"));
        assertEndsOnce(shell);
    }

    @Test
    void workOutlivesACutConnectionAndIsAdopted() throws Exception {
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", WAIT));
        node.machine.cut();
        assertThat(shell.status(C1).state()).isEqualTo(State.RUNNING);
        shell.start(Capsules.shell("c1", WAIT));
        Await.until("one, apart from forks of its own", () -> SshMachine.processesWith(WAIT) == 1);
        Files.createFile(node.directory("c1").resolve("outputs/go"));
        assertEndsOnce(shell);
    }

    private static void assertEndsOnce(Shell shell) {
        Await.until("ended", () -> shell.status(C1).state() == State.ENDED);
        CapsuleStatus status = shell.status(C1);
        assertThat(status.end()).contains(End.EXITED);
        assertThat(status.exitCode()).hasValue(7);
        assertThat(shell.read(C1, "stdout.log", 0, 100)).asString().isEqualTo("before\nafter\n");
        assertThat(SshMachine.processesWith(WAIT)).isZero();
    }

    @Test
    void machineThatIsDownIsUnavailableAndFoundAgain() {
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", "sleep 7001"));
        node.machine.stop();
        assertThatThrownBy(() -> shell.status(C1))
                .isInstanceOf(DriverException.Unavailable.class)
                .hasMessageContaining("cannot be reached");
        assertThat(node.provider.probe(node.site).verdict()).isEqualTo(Verdict.UNREACHABLE);
        node.machine.start();
        Await.until("there again", () -> isRunning(shell));
        Await.until("one, apart from forks of its own", () -> SshMachine.processesWith("7001") == 1);
    }

    private static boolean isRunning(Shell shell) {
        try {
            return shell.status(C1).state() == State.RUNNING;
        } catch (DriverException.Unavailable notYet) {
            return false;
        }
    }

    @Test
    void changedHostKeyIsAHardFailureWithWords() {
        Shell shell = node.shell();
        long logins = logins();
        node.machine.stop();
        node.machine.newHostKeys();
        node.machine.start();
        assertThatThrownBy(() -> shell.start(Capsules.shell("c1", "true")))
                .isInstanceOf(DriverException.Rejected.class)
                .hasMessageContaining("another host key")
                .hasMessageContaining("SHA256:");
        MachineProbe probe = node.provider.probe(node.site);
        assertThat(probe.verdict()).isEqualTo(Verdict.HOST_KEY_CHANGED);
        assertThat(probe.hostKey()).isEqualTo(node.machine.hostKey("ed25519"));
        assertThat(logins()).isEqualTo(logins);
        node.site = node.with("hostKey", node.machine.hostKey("ed25519"));
    }

    private long logins() {
        return node.machine
                .log()
                .lines()
                .filter(line -> line.contains("Accepted "))
                .count();
    }

    @Test
    void firstContactSaysWhichKeyToPinAndNothingElseWorksWithoutOne() {
        MachineProbe probe = node.provider.probe(node.with("hostKey", ""));
        assertThat(probe.verdict()).isEqualTo(Verdict.FIT);
        assertThat(probe.hostKey()).isIn(node.machine.hostKey("ed25519"), node.machine.hostKey("rsa"));
        assertThat(probe.fingerprint()).startsWith("SHA256:");
        assertThat(probe.facts().orElseThrow().system()).isNotEmpty();
        assertThat(probe.facts().orElseThrow().cores()).isPositive();
        assertThatThrownBy(() -> node.provider.list(node.with("hostKey", "")))
                .isInstanceOf(DriverException.Rejected.class)
                .hasMessageContaining("pinned");
    }

    @Test
    void pinnedKeyOfAnyKindIsAskedFor() {
        node.site = node.with("hostKey", node.machine.hostKey("rsa"));
        assertThat(node.provider.probe(node.site).verdict()).isEqualTo(Verdict.FIT);
        node.site = node.with("hostKey", node.machine.hostKey("ed25519"));
        assertThat(node.provider.probe(node.site).verdict()).isEqualTo(Verdict.FIT);
    }

    @Test
    void refusedLoginSaysSo() {
        assertThat(node.provider.probe(node.with("user", "nobody-here")).verdict())
                .isEqualTo(Verdict.LOGIN_REFUSED);
        assertThat(node.provider.probe(node.with("privateKey", "no key")).verdict())
                .isEqualTo(Verdict.LOGIN_REFUSED);
        Map<String, String> settings = new java.util.HashMap<>(node.site.settings());
        settings.remove("privateKey");
        settings.put("password", "wrong");
        MachineProbe probe = node.provider.probe(new io.bancada.driver.Site("here", settings));
        assertThat(probe.verdict()).isEqualTo(Verdict.LOGIN_REFUSED);
        assertThat(probe.message()).asString().contains("password").doesNotContain("wrong");
    }

    @Test
    void machineWithoutPythonSaysSo() {
        node.machine.stop();
        node.machine.options("SetEnv PATH=/nonexistent");
        node.machine.start();
        MachineProbe probe = node.provider.probe(node.site);
        assertThat(probe.verdict()).isEqualTo(Verdict.NO_PYTHON);
        assertThat(probe.message()).asString().contains("apt install python3");
        assertThatThrownBy(() -> node.provider.list(node.site)).isInstanceOf(DriverException.Rejected.class);
        node.machine.stop();
        node.machine.options();
        node.machine.start();
        Await.until("fit again", () -> node.provider.probe(node.site).verdict() == Verdict.FIT);
        node.restartServer();
    }

    @Test
    void fullDiskSaysSo() throws Exception {
        Path place = Files.createDirectories(node.machine.home().resolve(".bancada"));
        SshMachine.run("mount", "-t", "tmpfs", "-o", "size=256k,mode=0777", "none", place.toString());
        try {
            MachineProbe probe = node.provider.probe(node.site);
            assertThat(probe.verdict()).isEqualTo(Verdict.DISK_FULL);
            assertThat(probe.message()).asString().contains("full");
        } finally {
            SshMachine.run("umount", place.toString());
            Files.delete(place);
        }
    }

    @Test
    void homeThatCannotBeWrittenSaysSo() throws Exception {
        Path place = node.machine.home().resolve(".bancada");
        Files.createFile(place);
        assertThat(node.provider.probe(node.site).verdict()).isEqualTo(Verdict.UNUSABLE);
        Files.delete(place);
    }

    @Test
    void endOfACapsuleIsToldAtOnce() throws Exception {
        Shell shell = node.shell();
        int tries = 0;
        do { // until somebody listens on the machine; each capsule is told of once
            String id = "c-" + tries;
            shell.start(Capsules.shell(id, "true"));
            Await.until("ended", () -> shell.status(new CapsuleId(id)).state() == State.ENDED);
        } while (node.changes.poll(1, TimeUnit.SECONDS) == null && ++tries < 20);
        assertThat(tries).isLessThan(20);
        shell.start(Capsules.shell("c1", "true"));
        assertThat(node.changes.poll(10, TimeUnit.SECONDS)).isEqualTo(new NodeChanged(SshNode.KEY));
        assertThat(shell.status(C1).state()).isEqualTo(State.ENDED);
    }

    @Test
    void daemonsAndNewSessionsEndWithTheirCapsule() {
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", "setsid sleep 7002 & (setsid nohup sleep 7002 &) & exit 0"));
        Await.until("ended", () -> shell.status(C1).state() == State.ENDED);
        assertThat(SshMachine.processesWith("7002")).isZero();
        CapsuleId c2 = new CapsuleId("c2");
        shell.start(Capsules.shell("c2", "setsid sleep 7003 & sleep 7003"));
        Await.until("both", () -> SshMachine.processesWith("7003") == 2);
        shell.signal(c2, CapsuleSignal.KILL);
        Await.until("ended", () -> shell.status(c2).state() == State.ENDED);
        assertThat(SshMachine.processesWith("7003")).isZero();
    }

    @Test
    void workOfADeadSupervisorIsLostAndEnded() throws Exception {
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", "setsid sleep 7004 & sleep 7004"));
        Await.until("both", () -> SshMachine.processesWith("7004") == 2);
        long supervisor = record().path("supervisor").path("pid").asLong();
        ProcessHandle.of(supervisor).orElseThrow().destroyForcibly();
        Await.until("ended", () -> shell.status(C1).state() == State.ENDED);
        assertThat(shell.status(C1).end()).contains(End.LOST);
        Await.until("nothing of it lives", () -> SshMachine.processesWith("7004") == 0);
        shell.start(Capsules.shell("c1", "echo again"));
        assertThat(shell.read(C1, "stdout.log", 0, 10)).isEmpty();
    }

    @Test
    void foreignProcessUnderARecycledNumberIsNeverTouched() throws Exception {
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", "true"));
        Await.until("ended", () -> shell.status(C1).state() == State.ENDED);
        Process foreign = new ProcessBuilder("sleep", "7005").start();
        Path record = node.directory("c1").resolve("pid");
        String text = Files.readString(record)
                .replaceAll("\"pid\": [0-9]+", "\"pid\": " + foreign.pid())
                .replaceAll("\"start\": \"?[0-9]+\"?", "\"start\": 1")
                .replaceAll("\"mark\": \"[0-9a-f]+\"", "\"mark\": \"0\"");
        Files.writeString(record, text);
        Files.delete(node.directory("c1").resolve("exit"));
        shell.signal(C1, CapsuleSignal.KILL);
        // The supervisor wrote how it ended just before it ended itself.
        Await.until("lost", () -> shell.status(C1).end().equals(Optional.of(End.LOST)));
        shell.remove(C1);
        assertThat(foreign.isAlive()).isTrue();
        foreign.destroyForcibly();
    }

    @Test
    void machineThatWasRestartedHasLostItsWork() throws Exception {
        Shell shell = node.shell();
        shell.start(Capsules.shell("c1", "sleep 7006"));
        String boot = record().path("boot").asText();
        Path record = node.directory("c1").resolve("pid");
        Files.writeString(record, Files.readString(record).replace(boot, "another-boot"));
        assertThat(shell.status(C1).end()).contains(End.LOST);
        Files.delete(node.directory("c1").resolve("exit"));
        Files.writeString(record, Files.readString(record).replace("another-boot", boot));
        assertThat(shell.status(C1).state()).isEqualTo(State.RUNNING);
    }

    private com.fasterxml.jackson.databind.JsonNode record() throws Exception {
        return new ObjectMapper().readTree(node.directory("c1").resolve("pid").toFile());
    }
}
