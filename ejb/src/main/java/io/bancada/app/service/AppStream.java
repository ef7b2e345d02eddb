package io.bancada.app.service;

import io.bancada.driver.DriverException;
import java.nio.channels.SocketChannel;

/** An app that is ready, as the gateway reaches it. */
public interface AppStream {
    /**
     * Connects to it.
     *
     * @return connected, blocking, the caller's to close
     * @throws DriverException when it cannot be reached now
     */
    SocketChannel open();

    /** The value of the Authorization header that lets the gateway in; empty for none. */
    String authorization();
}
