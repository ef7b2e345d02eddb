package io.bancada.driver.local;

/** The contract on real nodes in the driver's own namespaces. */
class LocalNamespacesShellTest extends LocalShellTest {
    @Override
    SandboxKind kind() {
        return SandboxKind.NAMESPACES;
    }
}
