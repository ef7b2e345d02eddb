package io.bancada.node.service;

import io.bancada.message.Message;

/**
 * What a driver said of a node, outside any transaction; applied by the next pass of its compute.
 *
 * @param node the row's number
 * @param kind what was found
 * @param address where ready, its address; else empty
 * @param why for people; empty where there is nothing to say
 */
public record NodeObservation(long node, Kind kind, String address, Message why) {
    /** It can be used. */
    public static NodeObservation ready(long node, String address) {
        return new NodeObservation(node, Kind.READY, address, Message.NONE);
    }

    /** It cannot be used, and this is why. */
    public static NodeObservation of(long node, Kind kind, Message why) {
        return new NodeObservation(node, kind, "", why);
    }

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
        /** Deallocated, its disk kept; the reason says what a person should know of the disk. */
        STOPPED,
        /** The driver knows of it no more. */
        GONE
    }
}
