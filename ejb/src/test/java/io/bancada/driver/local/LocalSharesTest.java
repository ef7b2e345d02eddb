package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.Await;
import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleStatus.State;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.NodeKey;
import io.bancada.driver.Shell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Directories of the server's that work sees as they are. */
class LocalSharesTest {
    private static final String ANAS = "/share/Users/ana";

    @TempDir
    Path server;

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "NAMESPACES"})
    void filesAreThePersonsOnEveryNode(SandboxKind kind) throws Exception {
        Path ana = Files.createDirectories(server.resolve("Users/ana"));
        Map<String, Path> shares = Map.of(ANAS, ana);
        try (LocalNode node = LocalNode.of(kind)) {
            assertThat(run(
                            node.shell(),
                            Capsules.shellSharing("ana", shares, "c1", "umask 077; echo 1 > " + ANAS + "/a; id -un")))
                    .isEqualTo("worker\n");
            assertThat(ana.resolve("a")).hasContent("1");
            Shell second = node.shell(new NodeKey("n2"), "other");
            assertThat(run(
                            second,
                            Capsules.shellSharing(
                                    "ana", shares, "c2", "cat " + ANAS + "/a; echo 2 >> " + ANAS + "/a; ls /share")))
                    .isEqualTo("1\nUsers\n");
            assertThat(run(second, Capsules.shell("c3", "cat " + ANAS + "/a"))).isEqualTo("1\n2\n");
        }
    }

    @Test
    void anotherPersonSeesNothingOfThem() throws Exception {
        Path ana = Files.createDirectories(server.resolve("Users/ana"));
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            run(node.shell(), Capsules.shellSharing("ana", Map.of(ANAS, ana), "c1", "echo 1 > " + ANAS + "/a"));
            assertThat(run(node.shell(), Capsules.shellOf("bruno", "c2", "ls / /share; cat " + ana + "/a")))
                    .doesNotContain("share\n")
                    .contains("cannot access '/share'", "/a: No such file");
            if (Host.ofThisServer().root()) {
                assertThat(Files.getAttribute(ana, "unix:uid")).isNotEqualTo(0);
            }
        }
    }

    @Test
    void sandboxThatIsAtWorkWithoutThemIsNotTurnedOver() throws Exception {
        Path ana = Files.createDirectories(server.resolve("Users/ana"));
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            Shell shell = node.shell();
            shell.start(Capsules.shell("c1", "echo up; sleep 1000"));
            Capsule sharing = Capsules.shellSharing("ana", Map.of(ANAS, ana), "c2", "true");
            assertThatThrownBy(() -> shell.start(sharing)).isInstanceOf(DriverException.InsufficientCapacity.class);
        }
    }

    @Test
    void whatIsNoPlaceOrNoDirectoryIsRejected() throws Exception {
        Path ana = Files.createDirectories(server.resolve("Users/ana"));
        Path link = Files.createSymbolicLink(/* link= */ server.resolve("link"), /* target= */ ana);
        try (LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP)) {
            for (Map<String, Path> shares : java.util.List.of(
                    Map.of("/etc", ana),
                    Map.of("/share/../etc", ana),
                    Map.of("/share", ana),
                    Map.of("/share//a", ana),
                    Map.of(ANAS, server.resolve("none")),
                    Map.of(ANAS, link))) {
                assertThatThrownBy(() -> node.shell().start(Capsules.shellSharing("ana", shares, "c1", "true")))
                        .as(shares.toString())
                        .isInstanceOf(DriverException.Rejected.class);
            }
        }
    }

    private static String run(Shell shell, Capsule capsule) {
        shell.start(capsule);
        Await.until("ended", () -> shell.status(capsule.id()).state() == State.ENDED);
        return new String(shell.read(capsule.id(), "stdout.log", 0, 10_000), StandardCharsets.UTF_8)
                + new String(shell.read(capsule.id(), "stderr.log", 0, 10_000), StandardCharsets.UTF_8);
    }
}
