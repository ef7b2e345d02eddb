package io.bancada.gateway;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.charset.StandardCharsets;
import org.xnio.Buffers;

/** Sends every message of one connection back as it came, until it has been enough. Used on the connection's thread alone. */
final class Echo extends AbstractReceiveListener {
    static final int LONGEST_TEXT = 16 << 10;
    static final int LONGEST_BINARY = 1 << 20;
    static final int MOST_BYTES = 4 << 20;
    static final int MOST_MESSAGES = 200;

    private int messages;
    private long bytes;

    @Override
    protected long getMaxBinaryBufferSize() {
        return LONGEST_BINARY;
    }

    /** Read as bytes: Undertow holds the limit of a text only once all of it has come. */
    @Override
    protected void onText(WebSocketChannel channel, StreamSourceFrameChannel message) {
        new BufferedBinaryMessage(LONGEST_TEXT, true).read(message, new WebSocketCallback<BufferedBinaryMessage>() {
            @Override
            public void complete(WebSocketChannel heard, BufferedBinaryMessage whole) {
                answerText(heard, whole);
            }

            @Override
            public void onError(WebSocketChannel broken, BufferedBinaryMessage part, Throwable why) {
                part.getData().free();
                Echo.this.onError(broken, why);
            }
        });
    }

    private void answerText(WebSocketChannel channel, BufferedBinaryMessage message) {
        var data = message.getData();
        var text = StandardCharsets.UTF_8
                .decode(WebSockets.mergeBuffers(data.getResource()))
                .toString();
        data.free();
        if (isInBounds(channel, text.length())) {
            WebSockets.sendText(text, channel, null);
        }
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        var data = message.getData();
        if (!isInBounds(channel, Buffers.remaining(data.getResource()))) {
            data.free();
            return;
        }
        WebSockets.sendBinary(data.getResource(), channel, new WebSocketCallback<Void>() {
            @Override
            public void complete(WebSocketChannel sent, Void nothing) {
                data.free();
            }

            @Override
            public void onError(WebSocketChannel broken, Void nothing, Throwable why) {
                data.free();
            }
        });
    }

    /** Undertow has said why, where it was a message that is too long. */
    @Override
    protected void onError(WebSocketChannel channel, Throwable why) {
        ConnectionCheck.hangUp(channel);
    }

    private boolean isInBounds(WebSocketChannel channel, long more) {
        messages++;
        bytes += more;
        var fine = messages <= MOST_MESSAGES && bytes <= MOST_BYTES;
        if (!fine) {
            ConnectionCheck.close(channel, CloseMessage.MSG_VIOLATES_POLICY);
        }
        return fine;
    }
}
