package io.bancada.node.service;

import java.util.OptionalLong;

/**
 * Where a node stands, and so which driver to ask about it and with which settings: a location, or an attached compute
 * that is the machine itself.
 *
 * @param location the location's name; for an attached compute, its workspace's
 * @param attached row number of the attached compute; empty for nodes that the location's driver makes
 */
public record NodePlace(String location, OptionalLong attached) {
    /** The machines of a location's own driver. */
    public static NodePlace in(String location) {
        return new NodePlace(location, OptionalLong.empty());
    }

    /** The machine that is the compute with this number. */
    public static NodePlace attached(String location, long compute) {
        return new NodePlace(location, OptionalLong.of(compute));
    }
}
