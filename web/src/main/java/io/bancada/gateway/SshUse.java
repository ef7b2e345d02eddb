package io.bancada.gateway;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells whether somebody works in an SSH connection, by how much comes from them: a connection that only lives sends a few
 * dozen bytes a minute, and one that has not signed on yet is cut before it counts. Used on one thread alone.
 */
final class SshUse {
    /** Longer than the SSH server waits for a sign-on. */
    static final Duration GRACE = Duration.ofSeconds(40);

    static final Duration MINUTE = Duration.ofMinutes(1);

    /** More than what keeps a connection alive for a minute; a typed word is more. */
    static final int WORK = 200;

    private final LongSupplier nanos;
    private final Runnable used;
    private final long opened;
    private long since;
    private int bytes;

    /**
     * @param nanos as {@link System#nanoTime}
     * @param used called when somebody works
     */
    SshUse(LongSupplier nanos, Runnable used) {
        this.nanos = nanos;
        this.used = used;
        this.opened = nanos.getAsLong();
        this.since = opened;
    }

    /** So many bytes have come from the client. */
    void heard(int more) {
        var now = nanos.getAsLong();
        if (now - opened < GRACE.toNanos()) {
            return;
        }
        if (now - since > MINUTE.toNanos()) {
            since = now;
            bytes = 0;
        }
        bytes += more;
        if (bytes >= WORK) {
            since = now;
            bytes = 0;
            used.run();
        }
    }
}
