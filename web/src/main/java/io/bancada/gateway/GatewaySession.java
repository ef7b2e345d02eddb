package io.bancada.gateway;

import io.bancada.app.service.SignOn;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.IoUtils;

/** One browser that has one instance open. Its connections end with it. */
final class GatewaySession {
    private final String label;
    private final String subject;
    private final SignOn signOn;
    private final Instant ends;
    private final Map<ServerConnection, Integer> open = new ConcurrentHashMap<>();
    private volatile boolean over;
    private volatile Instant used;

    GatewaySession(String label, String subject, SignOn signOn, Instant now, Instant ends) {
        this.label = label;
        this.subject = subject;
        this.signOn = signOn;
        this.used = now;
        this.ends = ends;
    }

    String label() {
        return label;
    }

    String subject() {
        return subject;
    }

    SignOn signOn() {
        return signOn;
    }

    Instant used() {
        return used;
    }

    boolean isOver(Instant now) {
        return over || !now.isBefore(ends);
    }

    int connections() {
        return open.size();
    }

    /** From now until the exchange, or the WebSocket that it becomes, is over, its connection hangs on this session. */
    void carry(HttpServerExchange exchange, boolean webSocket, Instant now) {
        used = now;
        var connection = exchange.getConnection();
        open.merge(connection, 1, Integer::sum);
        connection.addCloseListener(open::remove);
        exchange.addExchangeCompleteListener((done, next) -> {
            if (!webSocket || done.getStatusCode() != 101) {
                open.computeIfPresent(connection, (c, count) -> count > 1 ? Integer.valueOf(count - 1) : null);
            }
            next.proceed();
        });
        if (over) {
            end();
        }
    }

    /** Closes all that is open. */
    void end() {
        over = true;
        open.keySet().forEach(IoUtils::safeClose);
        open.clear();
    }
}
