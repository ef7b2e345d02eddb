package io.bancada.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.IntConsumer;

/**
 * Two connections that are joined. Each direction holds one buffer and reads no more until that is written, so that a slow
 * reader slows its writer and nothing grows. Used on the relay's thread alone.
 */
final class RelayPair {
    private static final int BUFFER = 1 << 16;

    private final Direction there;
    private final Direction back;

    RelayPair(Selector selector, SocketChannel client, SocketChannel tunnel) throws IOException {
        this(selector, client, tunnel, bytes -> {});
    }

    /**
     * Joins two connections.
     *
     * @param heard told how many bytes have come from the client, each time some have
     */
    RelayPair(Selector selector, SocketChannel client, SocketChannel tunnel, IntConsumer heard) throws IOException {
        client.configureBlocking(false);
        tunnel.configureBlocking(false);
        var clientKey = client.register(selector, SelectionKey.OP_READ, this);
        var tunnelKey = tunnel.register(selector, SelectionKey.OP_READ, this);
        there = new Direction(clientKey, tunnelKey, heard);
        back = new Direction(tunnelKey, clientKey, bytes -> {});
        serve();
    }

    /** Moves what can be moved. */
    void serve() {
        try {
            there.move();
            back.move();
            if (there.isOver() && back.isOver()) {
                close();
            } else {
                there.show(back);
                back.show(there);
            }
        } catch (IOException e) { // one side is gone: so is the other
            close();
        }
    }

    private void close() {
        Relay.close(there.from.channel()::close);
        Relay.close(back.from.channel()::close);
    }

    private static final class Direction {
        private final SelectionKey from;
        private final SelectionKey to;
        private final IntConsumer heard;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        private boolean ended;
        private boolean over;

        Direction(SelectionKey from, SelectionKey to, IntConsumer heard) {
            this.from = from;
            this.to = to;
            this.heard = heard;
        }

        void move() throws IOException {
            var source = (SocketChannel) from.channel();
            var sink = (SocketChannel) to.channel();
            if (!ended && buffer.position() == 0) {
                ended = source.read(buffer) < 0;
                heard.accept(buffer.position());
            }
            if (buffer.position() > 0) {
                buffer.flip();
                sink.write(buffer);
                buffer.compact();
            }
            if (ended && buffer.position() == 0 && !over) {
                sink.shutdownOutput();
                over = true;
            }
        }

        boolean isOver() {
            return over;
        }

        /** Says what to wait for at the end from which this direction reads and to which the other one writes. */
        void show(Direction other) {
            var read = !ended && buffer.position() == 0 ? SelectionKey.OP_READ : 0;
            var write = other.buffer.position() > 0 ? SelectionKey.OP_WRITE : 0;
            from.interestOps(read | write);
        }
    }
}
