package io.bancada.driver.local;

/** What keeps the work of different people apart on this host. */
public enum SandboxKind {
    /** bubblewrap is installed and works. */
    BUBBLEWRAP,
    /** The driver builds the same isolation from the kernel's namespaces itself. */
    NAMESPACES,
    /** Neither works: nothing hides the host from the work, so only one person may use the location. */
    NONE
}
