package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.catalog.model.Resources;
import io.bancada.driver.Await;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Shell;
import io.bancada.driver.SizeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes on a file system without a single free block. Mounts a small one, for which the tests run as root. */
class LocalFullDiskTest {
    private static final NodeKey KEY = LocalNode.KEY;

    private final LocalNode node = new LocalNode(SandboxKind.BUBBLEWRAP, Map.of(), LocalFullDiskTest::onSmallDisk);
    private Path home;

    private static LocalConfig onSmallDisk(LocalConfig c) {
        Path small = c.directory().resolve("small");
        try {
            Files.createDirectory(small);
            run("mount", "-t", "tmpfs", "-o", "size=4m,mode=711", "bancada-test", small.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new LocalConfig(
                small,
                c.overcommit(),
                c.memoryOvercommit(),
                c.python(),
                c.bubblewrap(),
                c.sandbox(),
                c.uidBase(),
                c.uidCount(),
                c.pids(),
                c.logLimit(),
                c.fetchLimit(),
                c.path(),
                c.readOnly(),
                c.api());
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void bring() {
        SizeSpec size = new SizeSpec("STANDARD_D1_V2", new Resources(1, 256, 0));
        node.provider.allocate(node.site, new NodeRequest(KEY, size, "desk", false, true));
        is(Machine.State.READY);
        home = node.config.directory().resolve(KEY.value()).resolve("home");
    }

    @AfterEach
    void release() {
        if (node.provider.find(node.site, KEY).isPresent()) {
            delete();
        }
        run("umount", "--lazy", node.config.directory().toString());
        node.close();
    }

    private void is(Machine.State wanted) {
        Await.until("node is " + wanted, () -> node.state(KEY) == wanted, () -> node.provider.find(node.site, KEY));
    }

    private void delete() {
        node.provider.release(node.site, KEY);
        Await.until("node is gone", () -> node.provider.find(node.site, KEY).isEmpty());
    }

    /** Takes every block that is left. */
    private void fill() throws IOException {
        try (var channel = Files.newByteChannel(
                home.resolve("full"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (channel.write(java.nio.ByteBuffer.allocate(512)) > 0) {
                assertThat(channel.size()).as("it never fills").isLessThan(1L << 23);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        assertThat(Files.getFileStore(home).getUsableSpace()).isZero();
    }

    private CapsuleStatus.State state(Shell shell, String id) {
        return shell.status(new CapsuleId(id)).state();
    }

    @Test
    void stopStartAndDeleteNeedNoFreeBlock() throws Exception {
        Shell shell = node.provider.shell(node.site, KEY);
        for (int i = 0; i < 8; i++) {
            shell.start(Capsules.shell("app" + i, "sleep 1000"));
        }
        for (int turn = 0; turn < 3; turn++) {
            fill();
            node.provider.stop(node.site, KEY);
            is(Machine.State.STOPPED);
            node.provider.start(node.site, KEY);
            is(Machine.State.READY);
        }
        for (int i = 0; i < 8; i++) {
            assertThat(state(shell, "app" + i)).isEqualTo(CapsuleStatus.State.ENDED);
        }
        fill();
        delete();
    }

    @Test
    void workThatEndsOnAFullDiskIsKnownToHaveEndedAndTheNodeGoesOn() throws Exception {
        Shell shell = node.provider.shell(node.site, KEY);
        shell.start(Capsules.shell("long", "sleep 1000"));
        shell.start(Capsules.shell("end", "sleep 1000"));
        fill();
        shell.signal(new CapsuleId("end"), io.bancada.driver.CapsuleSignal.KILL);
        Await.until("it has ended", () -> state(shell, "end") == CapsuleStatus.State.ENDED);
        assertThat(node.state(KEY)).isEqualTo(Machine.State.READY);
        assertThat(state(shell, "long")).isEqualTo(CapsuleStatus.State.RUNNING);

        fill();
        assertThatThrownBy(() -> shell.start(Capsules.shell("next", "exit 0"))).isInstanceOf(DriverException.class);
        assertThat(node.state(KEY)).isEqualTo(Machine.State.READY);
        Files.delete(home.resolve("full"));
        shell.start(Capsules.shell("next", "exit 0"));
        Await.until("work runs again", () -> state(shell, "next") == CapsuleStatus.State.ENDED);
    }
}
