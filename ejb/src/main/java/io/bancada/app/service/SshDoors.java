package io.bancada.app.service;

import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;

/** What stands behind the ports at which instances are reached by SSH. */
public interface SshDoors {
    /** The ports behind which somebody may be let in now: those of instances that are up and have been given a key. */
    Set<Integer> ports();

    /**
     * A stream to the SSH server behind a port; empty while none is ready there. May wait for the machine.
     *
     * @param port whatever somebody has connected to
     */
    Optional<SocketChannel> open(int port);

    /** Somebody works in a connection to this port now. Returns at once. */
    void used(int port);
}
