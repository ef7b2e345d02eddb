package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancada.catalog.model.Resources;
import io.bancada.driver.Await;
import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleSignal;
import io.bancada.driver.CapsuleStatus.State;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Shell;
import io.bancada.driver.SizeSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work of somebody else on a machine that keeps a person's home: beside theirs, and out of its sight. */
class LocalGuestTest {
    private static final String SHARE = "/share/Users/ana";

    @TempDir
    Path server;

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void guestWorksBesideThePersonAndNeitherSeesTheOther(SandboxKind kind) throws Exception {
        var folder = Files.createDirectories(server.resolve("Users/ana"));
        Files.writeString(folder.resolve("shared"), "secret");
        try (LocalNode node = LocalNode.of(kind)) {
            var shell = workstation(node);
            shell.start(Capsules.shellSharing(
                    "ana",
                    Map.of(SHARE, folder),
                    "app",
                    "echo secret > ~/own; echo secret > /tmp/own; exec sleep 1000"));
            var home = node.base.resolve(LocalNode.KEY.value()).resolve("home");
            Await.until("written", () -> Files.exists(home.resolve("own")));
            var owner = Files.getAttribute(home, "unix:uid");

            var seen = run(
                    shell,
                    Capsules.shellOf(
                                    "bruno",
                                    "job",
                                    "echo $HOME; id -un; ls -A / /home /home/worker /share /tmp /work; ps -e -o args;"
                                            + " cat " + home + "/own " + folder + "/shared; echo 1 > ~/mine;"
                                            + " kill -9 -1; echo over")
                            .asGuest());
            assertThat(seen)
                    .startsWith("/work/job/home\nworker\n")
                    .contains("job", "'/share'", "/own: No such file")
                    .doesNotContain("secret", "sleep 1000", "worker:\n", "app");
            assertThat(shell.status(new CapsuleId("app")).state()).isEqualTo(State.RUNNING);
            assertThat(Files.getAttribute(home, "unix:uid")).isEqualTo(owner);
            assertThat(Files.exists(home.resolve("mine"))).isFalse();

            assertThat(run(shell, Capsules.shell("own", "cat ~/own; ls /work; id -u")))
                    .as("the person's own next work is beside their app")
                    .startsWith("secret\n")
                    .contains("app")
                    .doesNotContain("job");
            shell.signal(new CapsuleId("app"), CapsuleSignal.KILL);
        }
    }

    @Test
    void severalGuestsAreKeptApartAndTheEndOfOneIsNoOthers() {
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            var shell = workstation(node);
            shell.start(Capsules.shell("app", "exec sleep 1000"));
            shell.start(Capsules.shellOf("bruno", "b1", "echo secret > /tmp/b; exec sleep 1001")
                    .asGuest());
            shell.start(Capsules.shellOf("bruno", "b2", "until [ -e /tmp/b ]; do sleep 0.1; done; cat /tmp/b")
                    .asGuest());
            assertThat(run(
                            shell,
                            Capsules.shellOf("vera", "v1", "ls -A /tmp /work; ps -e -o args")
                                    .asGuest()))
                    .doesNotContain("b1", "sleep 100", "/tmp:\nb");
            Await.until(
                    "bruno's second has ended",
                    () -> shell.status(new CapsuleId("b2")).state() == State.ENDED);
            assertThat(out(shell, "b2")).as("one person's jobs share a sandbox").isEqualTo("secret\n");
            shell.signal(new CapsuleId("b1"), CapsuleSignal.KILL);
            Await.until(
                    "bruno's first has ended",
                    () -> shell.status(new CapsuleId("b1")).state() == State.ENDED);
            assertThat(run(shell, Capsules.shellOf("bruno", "b3", "ls -A /tmp").asGuest()))
                    .as("a sandbox goes with the last of its work")
                    .isEmpty();
            assertThat(shell.status(new CapsuleId("app")).state()).isEqualTo(State.RUNNING);
        }
    }

    @Test
    void guestThatRunsNeverKeepsThePersonOut() {
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            var shell = workstation(node);
            shell.start(Capsules.shellOf("bruno", "job", "exec sleep 1000").asGuest());
            Await.until("it runs", () -> shell.status(new CapsuleId("job")).state() == State.RUNNING);
            assertThat(run(shell, Capsules.shell("first", "echo 1 > ~/own; cat ~/own")))
                    .isEqualTo("1\n");
            shell.signal(new CapsuleId("job"), CapsuleSignal.KILL);
        }
    }

    @Test
    void nobodyIsLetInWithoutWallsOrByASupervisorThatMakesNone() throws Exception {
        try (LocalNode node = LocalNode.of(SandboxKind.NONE)) {
            var shell = workstation(node);
            assertThatThrownBy(() ->
                            shell.start(Capsules.shellOf("bruno", "job", "true").asGuest()))
                    .isInstanceOf(DriverException.Rejected.class);
        }
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            var shell = workstation(node);
            var file = node.base.resolve(LocalNode.KEY.value()).resolve("ready.json");
            var ready = (ObjectNode) NodeDirectory.JSON.readTree(file.toFile());
            ready.remove("guests");
            Files.writeString(file, ready.toString());
            assertThatThrownBy(() ->
                            shell.start(Capsules.shellOf("bruno", "job", "true").asGuest()))
                    .isInstanceOf(DriverException.InsufficientCapacity.class)
                    .hasMessageContaining("after its next restart");
        }
    }

    private static Shell workstation(LocalNode node) {
        node.provider.allocate(
                node.site,
                new NodeRequest(
                        LocalNode.KEY, new SizeSpec("STANDARD_D1_V2", new Resources(1, 256, 0)), "desk", false, true));
        Await.until("node is ready", () -> node.state(LocalNode.KEY) == Machine.State.READY);
        return node.provider.shell(node.site, LocalNode.KEY);
    }

    private static String run(Shell shell, Capsule capsule) {
        shell.start(capsule);
        Await.until("ended " + capsule.id(), () -> shell.status(capsule.id()).state() == State.ENDED);
        return out(shell, capsule.id().value());
    }

    private static String out(Shell shell, String id) {
        var capsule = new CapsuleId(id);
        return new String(shell.read(capsule, "stdout.log", 0, 10_000), StandardCharsets.UTF_8)
                + new String(shell.read(capsule, "stderr.log", 0, 10_000), StandardCharsets.UTF_8);
    }
}
