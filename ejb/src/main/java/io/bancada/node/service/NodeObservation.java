package io.bancada.node.service;

/**
 * What a driver said of a node, outside any transaction; applied by the next pass of its compute.
 *
 * @param node the row's number
 * @param kind what was found
 * @param text the address where ready, else why, for people
 */
public record NodeObservation(long node, Kind kind, String text) {
    /** What was found. */
    public enum Kind {
        /** Usable. */
        READY,
        /** On its way. */
        PENDING,
        /** The location has no room now; it is asked for again. */
        NO_ROOM,
        /** It will never come, or it broke. */
        LOST,
        /** Deallocated, its disk kept; the text says what a person should know of the disk. */
        STOPPED,
        /** The driver knows of it no more. */
        GONE
    }
}
