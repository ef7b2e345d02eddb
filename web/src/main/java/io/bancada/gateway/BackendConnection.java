package io.bancada.gateway;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.client.ClientStatistics;
import io.undertow.client.ContinueNotification;
import io.undertow.client.PushCallback;
import io.undertow.connector.ByteBufferPool;
import io.undertow.util.AbstractAttachable;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.SocketAddress;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.Option;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * A connection to an app, which is a person's own program: what it may not do to the connection of the browser is refused
 * here. An answer "101 Switching Protocols" that no WebSocket was asked for would turn that into a stream of its making.
 */
final class BackendConnection implements ClientConnection {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final ClientConnection connection;

    BackendConnection(ClientConnection connection) {
        this.connection = connection;
    }

    @Override
    public void sendRequest(ClientRequest request, ClientCallback<ClientExchange> callback) {
        var mayUpgrade = request.getRequestHeaders().contains(Headers.UPGRADE);
        connection.sendRequest(request, new ClientCallback<>() {
            @Override
            public void completed(ClientExchange exchange) {
                callback.completed(new Checked(exchange, mayUpgrade));
            }

            @Override
            public void failed(IOException e) {
                callback.failed(e);
            }
        });
    }

    @Override
    public StreamConnection performUpgrade() throws IOException {
        return connection.performUpgrade();
    }

    @Override
    public ByteBufferPool getBufferPool() {
        return connection.getBufferPool();
    }

    @Override
    public SocketAddress getPeerAddress() {
        return connection.getPeerAddress();
    }

    @Override
    public <A extends SocketAddress> A getPeerAddress(Class<A> type) {
        return connection.getPeerAddress(type);
    }

    @Override
    public ChannelListener.Setter<? extends ClientConnection> getCloseSetter() {
        return connection.getCloseSetter();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return connection.getLocalAddress();
    }

    @Override
    public <A extends SocketAddress> A getLocalAddress(Class<A> type) {
        return connection.getLocalAddress(type);
    }

    @Override
    public XnioWorker getWorker() {
        return connection.getWorker();
    }

    @Override
    public XnioIoThread getIoThread() {
        return connection.getIoThread();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    @Override
    public boolean supportsOption(Option<?> option) {
        return connection.supportsOption(option);
    }

    @Override
    public <T> T getOption(Option<T> option) throws IOException {
        return connection.getOption(option);
    }

    @Override
    public <T> T setOption(Option<T> option, T value) throws IOException {
        return connection.setOption(option, value);
    }

    @Override
    public boolean isUpgraded() {
        return connection.isUpgraded();
    }

    @Override
    public boolean isPushSupported() {
        return false;
    }

    @Override
    public boolean isMultiplexingSupported() {
        return false;
    }

    @Override
    public ClientStatistics getStatistics() {
        return connection.getStatistics();
    }

    @Override
    public boolean isUpgradeSupported() {
        return connection.isUpgradeSupported();
    }

    @Override
    public void addCloseListener(ChannelListener<ClientConnection> listener) {
        connection.addCloseListener(listener);
    }

    /** Looks at the answer before the proxy does. */
    private static final class Checked extends AbstractAttachable implements ClientExchange {
        private final ClientExchange exchange;
        private final boolean mayUpgrade;

        Checked(ClientExchange exchange, boolean mayUpgrade) {
            this.exchange = exchange;
            this.mayUpgrade = mayUpgrade;
        }

        @Override
        public void setResponseListener(ClientCallback<ClientExchange> listener) {
            exchange.setResponseListener(new ClientCallback<>() {
                @Override
                public void completed(ClientExchange answered) {
                    if (answered.getResponse().getResponseCode() == SWITCHING_PROTOCOLS && !mayUpgrade) {
                        IoUtils.safeClose(exchange.getConnection());
                        listener.failed(new IOException("the app switches to a protocol that nobody asked for"));
                    } else {
                        listener.completed(answered);
                    }
                }

                @Override
                public void failed(IOException e) {
                    listener.failed(e);
                }
            });
        }

        @Override
        public void setContinueHandler(ContinueNotification handler) {
            exchange.setContinueHandler(handler);
        }

        @Override
        public void setPushHandler(PushCallback handler) {
            exchange.setPushHandler(handler);
        }

        @Override
        public StreamSinkChannel getRequestChannel() {
            return exchange.getRequestChannel();
        }

        @Override
        public StreamSourceChannel getResponseChannel() {
            return exchange.getResponseChannel();
        }

        @Override
        public ClientRequest getRequest() {
            return exchange.getRequest();
        }

        @Override
        public ClientResponse getResponse() {
            return exchange.getResponse();
        }

        @Override
        public ClientResponse getContinueResponse() {
            return exchange.getContinueResponse();
        }

        @Override
        public ClientConnection getConnection() {
            return exchange.getConnection();
        }
    }
}
