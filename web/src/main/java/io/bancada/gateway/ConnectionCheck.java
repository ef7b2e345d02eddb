package io.bancada.gateway;

import io.bancada.app.service.InstanceDomain;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Answers at a name of its own below the instances' domain, so that a browser can find out whether names, certificates and
 * WebSockets get through to instances. It asks for no sign-on, for it gives nothing away: it says that it is there, and
 * echoes what the portal's own page sends it, bounded in every way.
 */
final class ConnectionCheck implements HttpHandler {
    static final int MOST_CONNECTIONS = 40;
    static final Duration LONGEST = Duration.ofMinutes(2);

    /** WebSocket's own code for "try again later" (IANA's registry of close codes). */
    private static final int TRY_AGAIN_LATER = 1013;

    private final String portal;
    private final Pages pages;
    private final Duration longest;
    private final int mostConnections;
    private final WebSocketProtocolHandshakeHandler webSockets;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionCheck(InstanceDomain domain, Pages pages) {
        this(domain, pages, LONGEST, MOST_CONNECTIONS);
    }

    /**
     * Checks for the portal's page.
     *
     * @param longest how long one connection may be open
     * @param mostConnections of all browsers at the same time
     */
    ConnectionCheck(InstanceDomain domain, Pages pages, Duration longest, int mostConnections) {
        this.portal = domain.portalOrigin();
        this.pages = pages;
        this.longest = longest;
        this.mostConnections = mostConnections;
        this.webSockets = new WebSocketProtocolHandshakeHandler(this::connected);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var origins = exchange.getRequestHeaders().get(Headers.ORIGIN);
        if (!exchange.getRequestPath().equals("/")
                || !exchange.getRequestMethod().toString().equals("GET")) {
            pages.send(exchange, 404, "missing");
        } else if (origins == null && RequestRules.isNavigation(exchange)) {
            pages.send(exchange, 200, "check");
        } else if (origins == null || origins.size() != 1 || !origins.getFirst().equals(portal)) {
            pages.send(exchange, 403, "checkForeign");
        } else if (RequestRules.isWebSocket(exchange)) {
            webSockets.handleRequest(exchange);
        } else {
            answer(exchange);
        }
    }

    private void answer(HttpServerExchange exchange) {
        var headers = exchange.getResponseHeaders();
        headers.put(new HttpString("Access-Control-Allow-Origin"), portal);
        headers.put(Headers.VARY, "Origin");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        headers.put(new HttpString("Cross-Origin-Resource-Policy"), "same-origin");
        headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
        headers.put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send("bancada");
    }

    private void connected(WebSocketHttpExchange handshake, WebSocketChannel channel) {
        if (open.incrementAndGet() > mostConnections) {
            open.decrementAndGet();
            close(channel, TRY_AGAIN_LATER);
            return;
        }
        channel.addCloseTask(closed -> open.decrementAndGet());
        var end = channel.getIoThread()
                .executeAfter(() -> close(channel, CloseMessage.GOING_AWAY), longest.toMillis(), TimeUnit.MILLISECONDS);
        channel.addCloseTask(closed -> forget(end));
        channel.getReceiveSetter().set(new Echo());
        channel.resumeReceives();
    }

    private static void forget(XnioExecutor.Key timer) {
        timer.remove();
    }

    /** Says why, and hangs up whether the browser answers to that or not. */
    static void close(WebSocketChannel channel, int code) {
        WebSockets.sendClose(code, "", channel, null);
        hangUp(channel);
    }

    /** Closes in a moment, in which the browser can read what it was told last. */
    static void hangUp(WebSocketChannel channel) {
        channel.getIoThread().executeAfter(() -> IoUtils.safeClose(channel), 1, TimeUnit.SECONDS);
    }
}
