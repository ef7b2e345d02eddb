package io.bancada.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Joins connections of Undertow's client, which speaks TCP alone, to tunnels. It listens on a port of loopback, where any
 * program of this host may knock; it joins only a connection whose sending end is one that this server has announced, an
 * address that no other socket can have at that time, and hangs up on all others.
 */
final class Relay implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_STRANGERS = 1000;

    private @Nullable ServerSocketChannel listener;
    private @Nullable Selector selector;
    private final Queue<Expected> announced = new ConcurrentLinkedQueue<>();
    private final Map<SocketAddress, Expected> tunnels = new HashMap<>();
    private final Map<SocketAddress, Knocking> knocking = new HashMap<>();
    private volatile boolean open = true;

    /** Where to connect to. It listens from the first time on that somebody wants to connect. */
    synchronized InetSocketAddress address() throws IOException {
        if (listener == null) {
            var ear = ServerSocketChannel.open()
                    .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 1024);
            var events = Selector.open();
            ear.configureBlocking(false).register(events, SelectionKey.OP_ACCEPT);
            listener = ear;
            selector = events;
            var thread = new Thread(() -> run(ear, events), "bancada-gateway-relay");
            thread.setDaemon(true);
            thread.start();
        }
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** Joins the connection that comes from there to this tunnel; from now on the tunnel is the relay's to close. */
    void join(InetSocketAddress client, SocketChannel tunnel) {
        announced.add(new Expected(client, tunnel, System.nanoTime()));
        wake();
    }

    @Override
    public synchronized void close() throws IOException {
        open = false;
        if (listener != null) {
            listener.close();
        }
        wake();
    }

    private synchronized void wake() {
        if (selector != null) {
            selector.wakeup();
        }
    }

    private void run(ServerSocketChannel ear, Selector events) {
        try (events) {
            while (open) {
                events.select(tunnels.isEmpty() && knocking.isEmpty() ? 0 : PATIENCE.toMillis());
                takeAnnounced(events);
                for (Iterator<SelectionKey> keys = events.selectedKeys().iterator(); keys.hasNext(); ) {
                    var key = keys.next();
                    keys.remove();
                    serve(key, ear, events);
                }
                forget();
            }
            events.keys().forEach(key -> close(key.channel()::close));
        } catch (IOException e) {
            LOG.error("the gateway's relay has failed; instances cannot be opened until the server restarts", e);
        }
    }

    private void takeAnnounced(Selector events) {
        for (var next = announced.poll(); next != null; next = announced.poll()) {
            tunnels.put(next.client(), next);
            match(next.client(), events);
        }
    }

    private void serve(SelectionKey key, ServerSocketChannel ear, Selector events) {
        if (key.isValid() && key.isAcceptable()) {
            accept(ear, events);
        } else if (key.attachment() instanceof RelayPair pair) {
            pair.serve();
        }
    }

    private void accept(ServerSocketChannel ear, Selector events) {
        try {
            for (var come = ear.accept(); come != null; come = ear.accept()) {
                come.setOption(StandardSocketOptions.TCP_NODELAY, true);
                var from = come.getRemoteAddress();
                var before = knocking.put(from, new Knocking(come, System.nanoTime()));
                if (before != null) {
                    close(before.channel()::close);
                }
                match(from, events);
                if (knocking.size() > MOST_STRANGERS) {
                    knocking.values().forEach(stranger -> close(stranger.channel()::close));
                    knocking.clear();
                }
            }
        } catch (IOException e) {
            LOG.debug("a connection to the relay went away", e);
        }
    }

    private void match(SocketAddress client, Selector events) {
        var expected = tunnels.get(client);
        var come = knocking.get(client);
        if (expected == null || come == null) {
            return;
        }
        tunnels.remove(client);
        knocking.remove(client);
        try {
            new RelayPair(events, come.channel(), expected.tunnel());
        } catch (IOException e) {
            close(come.channel()::close);
            close(expected.tunnel()::close);
        }
    }

    /** Strangers, and tunnels for which nobody came. */
    private void forget() {
        var limit = System.nanoTime() - PATIENCE.toNanos();
        knocking.values().removeIf(stranger -> {
            var late = stranger.since() - limit < 0;
            if (late) {
                close(stranger.channel()::close);
            }
            return late;
        });
        tunnels.values().removeIf(expected -> {
            var late = expected.since() - limit < 0;
            if (late) {
                close(expected.tunnel()::close);
            }
            return late;
        });
    }

    static void close(SocketLike channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closed badly", e);
        }
    }

    /** Something to close. */
    interface SocketLike {
        void close() throws IOException;
    }

    private record Expected(InetSocketAddress client, SocketChannel tunnel, long since) {}

    private record Knocking(SocketChannel channel, long since) {}
}
