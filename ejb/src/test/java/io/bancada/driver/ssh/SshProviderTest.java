package io.bancada.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bancada.driver.Await;
import io.bancada.driver.Capsules;
import io.bancada.driver.DriverException;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeProvider;
import io.bancada.driver.NodeProviderContract;
import io.bancada.driver.Site;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, and what is the SSH provider's own. */
class SshProviderTest extends NodeProviderContract {
    private static SshMachine machine = new SshMachine();

    private final SshProvider provider = new SshProvider(SshMachine.config(), changed -> {});
    private final Site site = machine.site("provider");

    @Override
    protected NodeProvider provider() {
        return provider;
    }

    @Override
    protected Site site() {
        return site;
    }

    @Test
    void nodesOfAnotherLocationOrInstallationAreNotOurs() {
        ready("n1");
        for (Site other : new Site[] {new Site("elsewhere", site.settings()), machine.site("another")}) {
            assertThat(provider.find(other, new NodeKey("n1"))).isEmpty();
            assertThat(provider.list(other)).isEmpty();
            assertThatThrownBy(() -> provider.release(other, new NodeKey("n1")))
                    .isInstanceOf(DriverException.NotFound.class);
            assertThatThrownBy(() -> provider.shell(other, new NodeKey("n1")).start(Capsules.shell("c1", "true")))
                    .isInstanceOf(DriverException.NotFound.class);
        }
        assertThat(provider.list(site)).hasSize(1);
    }

    @Test
    void releaseEndsWorkAndLeavesNothingOfOursButEverythingElse() throws Exception {
        var other = Files.createFile(machine.home().resolve("thesis-" + System.nanoTime() + ".txt"));
        ready("n1");
        ready("n2");
        provider.shell(site, new NodeKey("n1")).start(Capsules.shell("c1", "setsid sleep 7123 & sleep 7123"));
        Await.until("both run", () -> SshMachine.processesWith("7123") == 2);
        provider.release(site, new NodeKey("n1"));
        Await.until("n1 is gone", () -> provider.find(site, new NodeKey("n1")).isEmpty());
        assertThat(SshMachine.processesWith("7123")).isZero();
        assertThat(provider.list(site)).extracting(Machine::key).containsExactly(new NodeKey("n2"));
        assertThat(machine.home().resolve(".bancada/provider/nodes/n2")).isDirectory();
        provider.release(site, new NodeKey("n2"));
        Await.until("all of ours is gone", () -> !Files.exists(machine.home().resolve(".bancada/provider")));
        assertThat(other).exists();
        Files.delete(other);
    }

    /** The sweep that follows the last node removes all of ours while the next one is being allocated. */
    @Test
    void aNodeMayComeWhileTheLastOneIsStillGoing() {
        for (int round = 0; round < 20; round++) {
            var key = new NodeKey("n" + round);
            provider.allocate(site, request("n" + round));
            assertThat(provider.find(site, key)).isPresent();
            provider.release(site, key);
        }
    }

    @AfterEach
    void release() {
        // one that was released is still listed until it is gone, which may be now
        provider.list(site).stream()
                .filter(m -> m.state() == Machine.State.READY)
                .forEach(m -> provider.release(site, m.key()));
        Await.until("gone", () -> provider.list(site).isEmpty(), () -> provider.list(site));
        provider.close();
    }

    @AfterAll
    static void close() {
        machine.close();
    }
}
