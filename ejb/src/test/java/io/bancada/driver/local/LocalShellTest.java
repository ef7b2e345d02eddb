package io.bancada.driver.local;

import io.bancada.driver.Shell;
import io.bancada.driver.ShellContract;
import org.junit.jupiter.api.AfterEach;

/** The contract on real nodes with bubblewrap. */
class LocalShellTest extends ShellContract {
    private final LocalNode node = LocalNode.of(kind());

    SandboxKind kind() {
        return SandboxKind.BUBBLEWRAP;
    }

    @Override
    protected Shell shell() {
        return node.shell();
    }

    @AfterEach
    void release() {
        node.close();
    }
}
