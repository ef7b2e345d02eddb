package io.bancada.driver.local;

import io.bancada.driver.NodeProvider;
import io.bancada.driver.NodeProviderContract;
import io.bancada.driver.Site;
import org.junit.jupiter.api.AfterEach;

/** The contract, and what is the local provider's own. */
class LocalProviderTest extends NodeProviderContract {
    private final LocalNode node = LocalNode.of(SandboxKind.BUBBLEWRAP);

    @Override
    protected NodeProvider provider() {
        return node.provider;
    }

    @Override
    protected Site site() {
        return node.site;
    }

    @AfterEach
    void release() {
        node.close();
    }
}
