package io.bancada.gateway;

import io.bancada.app.service.AppStream;
import io.bancada.driver.DriverException;
import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.XnioIoThread;

/**
 * Connects the proxy to an app. Where to is decided before the proxy is called and attached to the exchange; nothing that a
 * request says has a part in it. A connection that has done its work waits for the next request to the same start of the
 * same app.
 */
final class BackendClient implements ProxyClient {
    static final AttachmentKey<Backend> BACKEND = AttachmentKey.create(Backend.class);

    private static final Logger LOG = Logger.getLogger(BackendClient.class);
    private static final ProxyTarget TARGET = new ProxyTarget() {};
    private static final int MOST_IDLE = 8;
    private static final int MOST_KEYS = 2000;

    private final Relay relay;
    private final Map<Place, Deque<ClientConnection>> idle = new ConcurrentHashMap<>();

    BackendClient(Relay relay) {
        this.relay = relay;
    }

    /**
     * Where a request goes.
     *
     * @param key of {@link io.bancada.app.service.InstanceBackend}
     * @param app the app itself
     */
    record Backend(String key, AppStream app) {}

    private record Place(String key, XnioIoThread thread) {}

    @Override
    public ProxyTarget findTarget(HttpServerExchange exchange) {
        return TARGET;
    }

    @Override
    public void getConnection(
            ProxyTarget target,
            HttpServerExchange exchange,
            ProxyCallback<ProxyConnection> callback,
            long timeout,
            TimeUnit unit) {
        var backend = exchange.getAttachment(BACKEND);
        var place = new Place(backend.key(), exchange.getIoThread());
        var waiting = idle.get(place);
        for (var next = poll(waiting); next != null; next = poll(waiting)) {
            if (next.isOpen()) {
                use(place, next, exchange, callback);
                return;
            }
        }
        exchange.getConnection().getWorker().execute(() -> {
            try {
                var tunnel = backend.app().open();
                exchange.getIoThread().execute(() -> connect(place, tunnel, exchange, callback));
            } catch (DriverException e) {
                LOG.infof("an app cannot be reached: %s", e.getMessage());
                exchange.getIoThread().execute(() -> callback.couldNotResolveBackend(exchange));
            }
        });
    }

    private static @org.jspecify.annotations.Nullable ClientConnection poll(
            @org.jspecify.annotations.Nullable Deque<ClientConnection> waiting) {
        return waiting == null ? null : waiting.pollFirst();
    }

    private void connect(
            Place place, SocketChannel tunnel, HttpServerExchange exchange, ProxyCallback<ProxyConnection> callback) {
        try {
            var address = relay.address();
            UndertowClient.getInstance()
                    .connect(
                            new ClientCallback<>() {
                                @Override
                                public void completed(ClientConnection connection) {
                                    relay.join(connection.getLocalAddress(InetSocketAddress.class), tunnel);
                                    use(place, new BackendConnection(connection), exchange, callback);
                                }

                                @Override
                                public void failed(IOException e) {
                                    IoUtils.safeClose(tunnel);
                                    callback.couldNotResolveBackend(exchange);
                                }
                            },
                            URI.create("http://127.0.0.1:" + address.getPort()),
                            place.thread(),
                            exchange.getConnection().getByteBufferPool(),
                            OptionMap.create(Options.TCP_NODELAY, true));
        } catch (IOException e) {
            IoUtils.safeClose(tunnel);
            callback.couldNotResolveBackend(exchange);
        }
    }

    private void use(
            Place place,
            ClientConnection connection,
            HttpServerExchange exchange,
            ProxyCallback<ProxyConnection> callback) {
        exchange.addExchangeCompleteListener((done, next) -> {
            if (done.getStatusCode() != 101) {
                keep(place, connection);
            }
            next.proceed();
        });
        callback.completed(exchange, new ProxyConnection(connection, "/"));
    }

    private void keep(Place place, ClientConnection connection) {
        if (idle.size() > MOST_KEYS) {
            idle.values().forEach(deque -> deque.forEach(IoUtils::safeClose));
            idle.clear();
        }
        var waiting = idle.computeIfAbsent(place, p -> new ConcurrentLinkedDeque<>());
        if (connection.isOpen() && !connection.isUpgraded() && waiting.size() < MOST_IDLE) {
            waiting.addFirst(connection);
        } else {
            IoUtils.safeClose(connection);
        }
    }
}
