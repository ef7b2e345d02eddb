package io.bancada.gateway;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.IoUtils;

/** One person who has one instance open. The connections end with it. */
class GatewaySession {
    private final String subject;
    private final Instant ends;
    private final Map<ServerConnection, Integer> open = new ConcurrentHashMap<>();
    private volatile boolean over;
    private volatile Instant used;

    GatewaySession(String subject, Instant now, Instant ends) {
        this.subject = subject;
        this.used = now;
        this.ends = ends;
    }

    String subject() {
        return subject;
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
