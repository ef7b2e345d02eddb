package io.bancada.driver;

/** How to end a capsule. */
public enum CapsuleSignal {
    /** Ask politely, wait for the capsule's grace, then end the whole tree. */
    TERMINATE,
    /** End the whole tree now. */
    KILL
}
