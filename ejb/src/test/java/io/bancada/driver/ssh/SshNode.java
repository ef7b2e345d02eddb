package io.bancada.driver.ssh;

import io.bancada.catalog.model.Resources;
import io.bancada.driver.Await;
import io.bancada.driver.Machine;
import io.bancada.driver.NodeChanged;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Shell;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A real machine with one node on it, for one test. */
final class SshNode implements AutoCloseable {
    static final NodeKey KEY = new NodeKey("n1");

    final SshMachine machine = new SshMachine();
    final BlockingQueue<NodeChanged> changes = new LinkedBlockingQueue<>();
    SshProvider provider = new SshProvider(SshMachine.config(), changes::add);
    Site site = machine.site("node");

    Shell shell() {
        allocate(provider, site);
        return provider.shell(site, KEY);
    }

    static void allocate(SshProvider provider, Site site) {
        provider.allocate(
                site, new NodeRequest(KEY, new SizeSpec("STANDARD_D1_V2", new Resources(1, 256, 0)), "cpu", false));
    }

    Path directory(String capsule) {
        return machine.home().resolve(".bancada/node/nodes/n1/capsules").resolve(capsule);
    }

    /** What a server that comes after this one sees. */
    void restartServer() {
        provider.close();
        provider = new SshProvider(SshMachine.config(), changes::add);
    }

    Site with(String setting, String value) {
        Map<String, String> settings = new HashMap<>(site.settings());
        settings.put(setting, value);
        return new Site(site.location(), settings);
    }

    @Override
    public void close() {
        // one that was released is still listed until it is gone, which may be now
        provider.list(site).stream()
                .filter(m -> m.state() == Machine.State.READY)
                .forEach(m -> provider.release(site, m.key()));
        Await.until("gone", () -> provider.list(site).isEmpty(), () -> provider.list(site));
        provider.close();
        machine.close();
    }
}
