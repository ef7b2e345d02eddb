package io.bancada.driver.local;

import io.bancada.driver.NodeChanged;
import io.bancada.driver.NodeKey;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds one connection to each node's supervisor and passes on what they push. One thread for all nodes; a lost
 * connection is made again for as long as the node exists.
 */
final class KeeperWatcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KeeperWatcher.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Consumer<NodeChanged> changed;
    private final Selector selector;
    private final Map<NodeKey, Watched> nodes = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    KeeperWatcher(Consumer<NodeChanged> changed) {
        this.changed = changed;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        this.thread = new Thread(this::run, "bancada-local-nodes");
        thread.setDaemon(true);
        thread.start();
    }

    /** Watches the node from now on; nothing happens when it is watched already. */
    void watch(NodeKey key, NodeDirectory directory, Path socket) {
        if (nodes.putIfAbsent(key, new Watched(key, directory, socket)) == null) {
            selector.wakeup();
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void run() {
        try (selector) {
            while (!closed) {
                long now = System.nanoTime();
                long pause = LONGEST_PAUSE.toNanos();
                for (Watched node : nodes.values()) {
                    if (node.channel == null) {
                        if (node.nextTry - now <= 0) {
                            connect(node);
                        }
                        pause = Math.min(pause, node.nextTry - now);
                    }
                }
                selector.select(key -> hear((Watched) key.attachment()), Math.max(1, pause / 1_000_000));
            }
            for (Watched node : nodes.values()) {
                hangUp(node);
            }
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                LOG.error("local nodes are no longer watched; changes are noticed by the clock alone", e);
            }
        }
    }

    private void connect(Watched node) {
        try {
            SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(node.socket));
            node.channel = channel;
            channel.write(ByteBuffer.wrap("{\"op\": \"watch\"}\n".getBytes(StandardCharsets.UTF_8)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, node);
            node.pause = FIRST_PAUSE;
        } catch (IOException notThere) {
            hangUp(node);
            if (!node.directory.exists()) {
                nodes.remove(node.key);
                fire(node);
            }
        }
    }

    private void hear(Watched node) {
        SocketChannel channel = node.channel;
        if (channel == null) {
            return;
        }
        try {
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            if (channel.read(buffer) < 0) {
                hangUp(node);
            }
        } catch (IOException lost) {
            hangUp(node);
        }
        fire(node); // what has changed is asked of the node, not told here; the greeting's answer means "ready"
    }

    private void fire(Watched node) {
        try {
            changed.accept(new NodeChanged(node.key));
        } catch (RuntimeException e) {
            LOG.debugf(e, "nobody heard that node %s changed", node.key);
        }
    }

    private static void hangUp(Watched node) {
        SocketChannel channel = node.channel;
        node.channel = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debugf(e, "closing the connection to node %s", node.key);
            }
        }
        node.nextTry = System.nanoTime() + node.pause.toNanos();
        Duration longer = node.pause.multipliedBy(2);
        node.pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    /** A node and its connection; touched by the one thread only. */
    private static final class Watched {
        final NodeKey key;
        final NodeDirectory directory;
        final Path socket;

        @Nullable
        SocketChannel channel;

        Duration pause = FIRST_PAUSE;
        long nextTry = System.nanoTime();

        Watched(NodeKey key, NodeDirectory directory, Path socket) {
            this.key = key;
            this.directory = directory;
            this.socket = socket;
        }
    }
}
