package io.bancada.driver;

import java.nio.channels.SocketChannel;

/**
 * A provider that carries byte streams from the server to what its capsules listen on. Beside {@link OpensShells}, with
 * which the capsules are started.
 */
public interface OpensTunnels {
    /**
     * Connects to a Unix socket that a running capsule listens on. Never waits for whoever listens: it is connected, or
     * it fails. The driver makes sure that the other end is work of this node's own; that it is the app one means is for
     * a secret to prove that both know.
     *
     * @param socket where the capsule listens, relative to its directory and at most 30 bytes, such as {@code app.sock};
     *     chosen by the server when it started the capsule, never taken from a request
     * @return connected, blocking, fit for a selector; the caller closes it
     * @throws DriverException.NotFound when there is no such machine, or no such capsule runs on it
     * @throws DriverException.Unavailable when nobody listens there, or whoever does is too busy to be connected to now
     * @throws DriverException.Rejected when something else than the node's own work answers there
     */
    SocketChannel tunnel(Site site, NodeKey key, CapsuleId capsule, String socket);
}
