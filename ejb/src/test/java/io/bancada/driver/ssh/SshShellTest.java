package io.bancada.driver.ssh;

import io.bancada.catalog.model.Resources;
import io.bancada.driver.Await;
import io.bancada.driver.NodeKey;
import io.bancada.driver.NodeRequest;
import io.bancada.driver.Shell;
import io.bancada.driver.ShellContract;
import io.bancada.driver.Site;
import io.bancada.driver.SizeSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a real sshd. */
class SshShellTest extends ShellContract {
    private static final NodeKey KEY = new NodeKey("n1");
    private static SshMachine machine = new SshMachine();
    private static SshProvider provider = new SshProvider(SshMachine.config(), changed -> {});

    private final Site site = machine.site("shell");

    @BeforeEach
    void allocate() {
        provider.allocate(
                site, new NodeRequest(KEY, new SizeSpec("STANDARD_D1_V2", new Resources(1, 256, 0)), "cpu", false));
    }

    @Override
    protected Shell shell() {
        return provider.shell(site, KEY);
    }

    @AfterEach
    void release() {
        provider.release(site, KEY);
        Await.until("gone", () -> provider.list(site).isEmpty(), () -> provider.list(site));
    }

    @AfterAll
    static void close() {
        provider.close();
        machine.close();
    }
}
