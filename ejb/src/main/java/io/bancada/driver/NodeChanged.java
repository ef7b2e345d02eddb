package io.bancada.driver;

/**
 * A CDI event that a driver fires when something on a node may have changed: the machine's state, or a capsule that
 * ended. Losing one costs only the time to the next tick.
 *
 * @param key the node
 */
public record NodeChanged(NodeKey key) {}
