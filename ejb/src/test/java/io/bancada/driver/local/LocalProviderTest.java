package io.bancada.driver.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.catalog.model.Resources;
import io.bancada.driver.Await;
import io.bancada.driver.Capsule;
import io.bancada.driver.CapsuleId;
import io.bancada.driver.CapsuleStatus;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.Isolation;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeProvider;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Offer;
import io.bancada.driver.Shell;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import io.bancada.driver.StopsNodesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, and what is the local provider's own. */
class LocalProviderTest extends StopsNodesContract {
    private final LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP);

    private final Host host = Host.ofThisServer();

    @Override
    protected NodeProvider provider() {
        return node.provider;
    }

    @Override
    protected Site site() {
        return node.site;
    }

    @Test
    void sizesAreOfferedUpToTheOvercommittedHost() {
        int most = (int) (host.cores() * node.config.overcommit());
        List<Offer> offers = node.provider.offers(
                node.site,
                List.of(size(most, 512, 0), size(most + 1, 512, 0), size(1, 512, 1), size(1, host.memoryMiB() * 5, 0)));
        assertThat(offers).extracting(Offer::available).containsExactly(true, false, false, false);
        assertThat(offers.get(0).worth().cores()).isEqualTo(host.cores());
        assertThat(offers.get(1).reason()).asString().contains("needs " + (most + 1) + " cores");
        assertThat(offers.get(2).reason()).asString().contains("GPU");
        assertThat(offers.get(3).reason()).asString().contains("memory");
    }

    @Test
    void nodesNeverTakeMoreThanTheOvercommittedHost() {
        int most = (int) (host.cores() * node.config.overcommit());
        node.provider.allocate(node.site, new NodeRequest(new NodeKey("n1"), size(most, 512, 0), "cpu", false));
        assertThatThrownBy(() -> node.provider.allocate(node.site, request("n2")))
                .isInstanceOf(DriverException.InsufficientCapacity.class)
                .hasMessageContaining(most + " of this host's " + most + " cores");
        assertThat(node.provider.find(node.site, new NodeKey("n2"))).isEmpty();
    }

    @Test
    void stoppedNodeTakesNoRoomAndComesBackWhenThereIsSome() {
        int most = (int) (host.cores() * node.config.overcommit());
        NodeKey key = new NodeKey("n1");
        node.provider.allocate(node.site, new NodeRequest(key, size(most, 512, 0), "desk", false, true));
        Await.until("ready", () -> node.state(key) == Machine.State.READY, () -> node.log(key));
        node.provider.stop(node.site, key);
        Await.until("stopped", () -> node.state(key) == Machine.State.STOPPED);
        ready("n2");
        assertThatThrownBy(() -> node.provider.start(node.site, key))
                .isInstanceOf(DriverException.InsufficientCapacity.class);
        assertThat(node.state(key)).isEqualTo(Machine.State.STOPPED);
        node.provider.release(node.site, new NodeKey("n2"));
        Await.until(
                "gone", () -> node.provider.find(node.site, new NodeKey("n2")).isEmpty());
        node.provider.start(node.site, key);
        Await.until("ready", () -> node.state(key) == Machine.State.READY, () -> node.log(key));
    }

    @Test
    void homeOutlivesTheWorkAndAStopAndTheServer() {
        ready("n1");
        NodeKey key = new NodeKey("n1");
        assertThat(run(key, "c1", "echo kept > $HOME/note && echo $HOME")).isEqualTo("/home/worker\n");
        node.provider.stop(node.site, key);
        Await.until("stopped", () -> node.state(key) == Machine.State.STOPPED);
        assertThat(node.processes(key)).isZero();
        node.restartServer();
        assertThat(node.state(key)).isEqualTo(Machine.State.STOPPED);
        node.provider.start(node.site, key);
        Await.until("ready", () -> node.state(key) == Machine.State.READY, () -> node.log(key));
        assertThat(run(key, "c2", "cat $HOME/note")).isEqualTo("kept\n");
    }

    @Test
    void resizedNodeHasItsHomeAndTheLimitsOfItsNewSize() {
        ready("n1");
        NodeKey key = new NodeKey("n1");
        run(key, "c1", "echo kept > ~/note");
        node.provider.stop(node.site, key);
        Await.until("stopped", () -> node.state(key) == Machine.State.STOPPED);
        node.provider.resize(node.site, key, size(2, 700, 0));
        node.provider.start(node.site, key);
        Await.until("ready", () -> node.state(key) == Machine.State.READY, () -> node.log(key));
        assertThat(run(key, "c2", "cat ~/note")).isEqualTo("kept\n");
        NodeSpec spec = new NodeDirectory(node.base.resolve("n1")).spec().orElseThrow();
        assertThat(spec.cores()).isEqualTo(2);
        assertThat(spec.memoryMiB()).isEqualTo(700);
    }

    @Test
    void homeBecomesTheNextPersonsWithAllThatIsInItAndNothingElse() throws Exception {
        ready("n1");
        NodeKey key = new NodeKey("n1");
        Path outside = Files.createFile(node.base.resolve(".outside"));
        run(key, "c1", "umask 077; mkdir -p ~/a/b; echo kept > ~/a/b/note; ln -s " + outside + " ~/a/link");
        node.provider.stop(node.site, key);
        Await.until("stopped", () -> node.state(key) == Machine.State.STOPPED);
        node.provider.start(node.site, key);
        Await.until("ready", () -> node.state(key) == Machine.State.READY, () -> node.log(key));
        assertThat(run(key, Capsules.shellOf("bruno", "c2", "cat ~/a/b/note; echo more > ~/a/b/note && rm ~/a/link")))
                .isEqualTo("kept\n");
        assertThat(Files.getAttribute(outside, "unix:uid")).isEqualTo(Files.getAttribute(node.base, "unix:uid"));
    }

    @Test
    void nodeThatWentDownComesBackWithItsHomeOnceItWasStopped() throws Exception {
        ready("n1");
        NodeKey key = new NodeKey("n1");
        run(key, "c1", "echo kept > ~/note");
        long keeper =
                new NodeDirectory(node.base.resolve("n1")).ready().orElseThrow().pid();
        assertThat(ProcessHandle.of(keeper).orElseThrow().destroyForcibly()).isTrue();
        Await.until("lost", () -> node.state(key) == Machine.State.LOST);
        node.provider.stop(node.site, key);
        Await.until("stopped", () -> node.state(key) == Machine.State.STOPPED);
        node.provider.start(node.site, key);
        Await.until("ready", () -> node.state(key) == Machine.State.READY, () -> node.log(key));
        assertThat(run(key, "c2", "cat ~/note")).isEqualTo("kept\n");
    }

    private String run(NodeKey key, String id, String command) {
        return run(key, Capsules.shell(id, "exec 2>&1; " + command));
    }

    private String run(NodeKey key, Capsule work) {
        Shell shell = node.provider.shell(node.site, key);
        shell.start(work);
        CapsuleId capsule = work.id();
        Await.until("ended", () -> shell.status(capsule).state() == CapsuleStatus.State.ENDED);
        return new String(shell.read(capsule, "stdout.log", 0, 1000), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void nodesOfAnotherLocationAreNotOurs() {
        ready("n1");
        Site other = new Site("elsewhere", Map.of());
        assertThat(node.provider.find(other, new NodeKey("n1"))).isEmpty();
        assertThat(node.provider.list(other)).isEmpty();
        assertThatThrownBy(() -> node.provider.release(other, new NodeKey("n1")))
                .isInstanceOf(DriverException.NotFound.class);
    }

    @Test
    void unknownNetworkSettingIsRejected() {
        Site bad = new Site("local", Map.of("network", "some"));
        assertThatThrownBy(() -> node.provider.allocate(bad, request("n1")))
                .isInstanceOf(DriverException.Rejected.class)
                .hasMessageContaining("network");
    }

    @Test
    void directoryTooLongForASocketIsNoObstacle() throws Exception {
        Path deep = Files.createDirectories(node.base.resolve(".deep/" + "x".repeat(100)));
        LocalProvider provider =
                new LocalProvider(LocalNode.withSandbox(LocalConfig.in(deep), SandboxKind.BUBBLEWRAP), change -> {});
        Path socket = deep;
        try {
            provider.allocate(node.site, request("n1"));
            Await.until(
                    "ready",
                    () -> provider.find(node.site, new NodeKey("n1"))
                                    .orElseThrow()
                                    .state()
                            == Machine.State.READY);
            socket = Path.of(
                    new NodeDirectory(deep.resolve("n1")).spec().orElseThrow().socket());
            Shell shell = provider.shell(node.site, new NodeKey("n1"));
            shell.start(Capsules.shell("c1", "exit 2"));
            Await.until("ended", () -> shell.status(new CapsuleId("c1")).state() == CapsuleStatus.State.ENDED);
        } finally {
            provider.release(node.site, new NodeKey("n1"));
            Await.until("gone", () -> provider.list(node.site).isEmpty());
            provider.close();
            Await.until("empty", () -> deep.toFile().list((at, name) -> name.startsWith(".gone")).length == 0);
            assertThat(socket.getNameCount()).isEqualTo(3); // below a private directory in /tmp
            Files.delete(Path.of("/tmp").resolve(socket.getName(1)));
        }
    }

    @Test
    void strongestSandboxOfThisHostIsFound() throws Exception {
        LocalConfig auto = LocalConfig.in(node.base);
        LocalProvider provider = new LocalProvider(auto, change -> {});
        assertThat(provider.sandbox()).isEqualTo(SandboxKind.BUBBLEWRAP);
        assertThat(provider.isolation(node.site)).isEqualTo(Isolation.SANDBOXED);
        provider.close();
    }

    @Test
    void withoutASandboxOnlyTheFirstPersonIsServedUnlessTheAdminAllowsMore() {
        try (LocalNode open = new LocalNode(SandboxKind.NONE, Map.of(), config -> config)) {
            makeReachable(open);
            Shell shell = open.shell();
            shell.start(Capsules.shell("c1", "id -u; setsid sleep 1000 & exit 0"));
            Await.until("ended", () -> shell.status(new CapsuleId("c1")).state() == CapsuleStatus.State.ENDED);
            assertThat(shell.status(new CapsuleId("c1")).exitCode()).hasValue(0);
            assertThat(shell.root(new CapsuleId("c1"))).startsWith(open.base.toString());
            assertThat(open.processes(LocalNode.KEY)).isZero();
            assertThatThrownBy(() -> shell.start(Capsules.shellOf("bruno", "c2", "true")))
                    .isInstanceOf(DriverException.Rejected.class)
                    .hasMessageContaining("bubblewrap");
            Site welcoming = new Site(open.site.location(), Map.of("allowUnsandboxed", "true"));
            assertThat(open.provider.isolation(open.site)).isEqualTo(Isolation.ONE_PERSON);
            assertThat(open.provider.isolation(welcoming)).isEqualTo(Isolation.NONE);
            Shell allowing = open.provider.shell(welcoming, LocalNode.KEY);
            allowing.start(Capsules.shellOf("bruno", "c2", "exit 6"));
            Await.until("ended", () -> shell.status(new CapsuleId("c2")).state() == CapsuleStatus.State.ENDED);
            assertThat(shell.status(new CapsuleId("c2")).exitCode()).hasValue(6);
        }
    }

    private static void makeReachable(LocalNode open) {
        try {
            Files.setPosixFilePermissions(open.base, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SizeSpec size(int cores, long memoryMiB, int gpus) {
        return new SizeSpec("STANDARD_X" + cores, new Resources(cores, memoryMiB, gpus));
    }

    @AfterEach
    void release() {
        node.close();
    }
}
