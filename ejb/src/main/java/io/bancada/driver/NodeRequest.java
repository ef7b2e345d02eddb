package io.bancada.driver;

/**
 * A machine that is wanted.
 *
 * @param key the idempotency key: allocating twice with one key gives one machine
 * @param size what the machine must hold
 * @param group nodes of one group (one compute) may reach each other where the location allows a network at all
 * @param lowPriority whether the machine may be taken away at any time
 * @param keepsHome whether processes share one home directory that outlives them and a stop ({@link StopsNodes}); else
 *     each capsule has a home of its own that goes with it
 */
public record NodeRequest(NodeKey key, SizeSpec size, String group, boolean lowPriority, boolean keepsHome) {
    /** A machine of which nothing has to stay. */
    public NodeRequest(NodeKey key, SizeSpec size, String group, boolean lowPriority) {
        this(key, size, group, lowPriority, false);
    }
}
