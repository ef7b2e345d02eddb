package io.bancada.gateway;

import io.bancada.app.service.SshDoors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Listens on the ports at which instances are reached by SSH, and joins whoever connects to the instance's own SSH server.
 * It does not look into what passes: who may come in is decided there, by the keys of the instance's person.
 */
final class SshGateway implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SshGateway.class);
    private static final int MOST_CHANNELS = 4000;

    private final SshDoors doors;
    private final InetAddress address;
    private final Executor executor;
    private final Selector selector;
    private final Map<Integer, ServerSocketChannel> listeners = new HashMap<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean open = true;

    /**
     * @param address where it listens
     * @param executor for what may wait
     */
    SshGateway(SshDoors doors, InetAddress address, Executor executor) throws IOException {
        this.doors = doors;
        this.address = address;
        this.executor = executor;
        this.selector = Selector.open();
        var thread = new Thread(this::run, "bancada-gateway-ssh");
        thread.setDaemon(true);
        thread.start();
    }

    /** The instances may be others than before: looks soon at which ports are to be listened. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            work(() -> {
                looking.set(false);
                var ports = doors.ports();
                then(() -> listenAt(ports));
            });
        }
    }

    @Override
    public void close() {
        open = false;
        selector.wakeup();
    }

    private void work(Runnable task) {
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.warn("SSH to instances is not as it should be; it is tried again with the next change", e);
                }
            });
        } catch (RejectedExecutionException e) {
            looking.set(false);
            LOG.debug("there is no thread now; the next change asks again", e);
        }
    }

    /** Does it on the thread to which all channels belong. */
    private void then(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void run() {
        try (selector) {
            while (open) {
                selector.select();
                for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                var ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    var key = ready.next();
                    ready.remove();
                    serve(key);
                }
            }
            selector.keys().forEach(key -> Relay.close(key.channel()::close));
        } catch (IOException e) {
            LOG.error("SSH to instances has failed; they cannot be reached by it until the server restarts", e);
        }
    }

    private void listenAt(Set<Integer> ports) {
        listeners.entrySet().removeIf(listener -> {
            var over = !ports.contains(listener.getKey());
            if (over) {
                Relay.close(listener.getValue()::close);
            }
            return over;
        });
        ports.stream().filter(port -> !listeners.containsKey(port)).forEach(this::listenAt);
    }

    private void listenAt(int port) {
        try {
            var listener = ServerSocketChannel.open();
            try {
                listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                listener.bind(new InetSocketAddress(address, port));
                listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT, port);
                listeners.put(port, listener);
            } catch (IOException e) {
                listener.close();
                throw e;
            }
        } catch (IOException e) {
            LOG.errorf("an instance cannot be reached by SSH at %s:%d: %s", address, port, e.getMessage());
        }
    }

    private void serve(SelectionKey key) {
        if (key.isValid() && key.isAcceptable() && key.attachment() instanceof Integer port) {
            accept((ServerSocketChannel) key.channel(), port);
        } else if (key.attachment() instanceof RelayPair pair) {
            pair.serve();
        }
    }

    private void accept(ServerSocketChannel listener, int port) {
        try {
            for (var come = listener.accept(); come != null; come = listener.accept()) {
                var client = come;
                if (selector.keys().size() > MOST_CHANNELS) {
                    client.close();
                    continue;
                }
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                work(() -> lead(client, port));
            }
        } catch (IOException e) {
            LOG.debug("a connection went away", e);
        }
    }

    private void lead(SocketChannel client, int port) {
        var tunnel = doors.open(port);
        if (tunnel.isEmpty()) {
            Relay.close(client::close);
            return;
        }
        then(() -> {
            try {
                var use = new SshUse(System::nanoTime, () -> doors.used(port));
                new RelayPair(selector, client, tunnel.orElseThrow(), use::heard);
            } catch (IOException e) {
                Relay.close(client::close);
                Relay.close(tunnel.orElseThrow()::close);
            }
        });
    }
}
