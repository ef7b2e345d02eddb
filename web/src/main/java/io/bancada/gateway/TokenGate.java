package io.bancada.gateway;

import io.bancada.app.service.AccessTokens;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** The way in for programs without a browser: an access token with every request, no cookie, and never the sign-on page. */
final class TokenGate {
    private final TokenSessions sessions;
    private final Pages pages;

    TokenGate(TokenSessions sessions, Pages pages) {
        this.sessions = sessions;
        this.pages = pages;
    }

    /** What a request does that has been let in. */
    interface Next {
        void handle(HttpServerExchange exchange, TokenSession session) throws Exception;
    }

    /** Lets the request in by its token, which it does not have any more afterwards, or says why not. */
    void enter(HttpServerExchange exchange, String label, ShownToken token, Next next) throws Exception {
        if (!token.isOurs()) {
            refuse(exchange, TokenSessions.Outcome.INVALID);
            return;
        }
        ShownToken.strip(exchange);
        var digest = AccessTokens.digest(token.value());
        var known = sessions.remembered(digest, label);
        if (known.isPresent()) {
            go(exchange, known.orElseThrow(), next);
            return;
        }
        exchange.dispatch(exchange.getConnection().getWorker(), asking -> {
            var asked = sessions.ask(digest, label);
            asking.dispatch(asking.getIoThread(), there -> go(there, asked, next));
        });
    }

    private void go(HttpServerExchange exchange, TokenSessions.Entry entry, Next next) throws Exception {
        if (entry.session().isEmpty()) {
            refuse(exchange, entry.outcome());
        } else {
            exchange.addResponseCommitListener(ResponseRules::withoutReferrer);
            next.handle(exchange, entry.session().orElseThrow());
        }
    }

    private void refuse(HttpServerExchange exchange, TokenSessions.Outcome outcome) {
        switch (outcome) {
            case REFUSED -> pages.tell(exchange, 403, "tokenRefused");
            case UNKNOWN -> pages.tell(exchange, 503, "tokenUnknown");
            case INVALID, ADMITTED -> {
                exchange.getResponseHeaders()
                        .put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"Bancada\", error=\"invalid_token\"");
                pages.tell(exchange, 401, "tokenInvalid");
            }
        }
    }
}
