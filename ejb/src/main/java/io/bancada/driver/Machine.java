package io.bancada.driver;

import io.bancada.message.Message;
import java.time.Instant;

/**
 * A machine as its provider sees it.
 *
 * @param key the key it was allocated with
 * @param state where it is in its life
 * @param address IP address or host name as nodes of the same group reach it, empty while pending
 * @param detail why it is in this state, for people; may be empty
 * @param since when it came to this state
 */
public record Machine(NodeKey key, State state, String address, Message detail, Instant since) {
    /** The life of a machine. */
    public enum State {
        /** Asked for, not usable yet. */
        PENDING,
        /** Usable: a shell can be opened. */
        READY,
        /** Deallocated, its disk kept ({@link StopsNodes}). */
        STOPPED,
        /** Gone or broken for good; release it, or where only its disk matters, stop it and start it again. */
        LOST
    }
}
