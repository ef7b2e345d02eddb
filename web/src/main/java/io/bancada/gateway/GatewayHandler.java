package io.bancada.gateway;

import io.bancada.app.service.InstanceBackend;
import io.bancada.app.service.InstanceDomain;
import io.bancada.app.service.InstanceTickets;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes every request whose Host is in the instances' domain, whatever its path; all others go on. Without a session of this
 * origin a person is sent to the portal, comes back with a ticket, and gets a cookie for this origin alone.
 */
final class GatewayHandler implements HttpHandler {
    private static final String OWN_PATHS = "/.bancada/";
    private static final String SESSION_PATH = OWN_PATHS + "session";
    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final long LONGEST_FORM = 16_384;
    private static final int LONGEST_PATH = 2000;

    private final GatewayConfig config;
    private final GatewaySessions sessions;
    private final InstanceTickets tickets;
    private final InstanceDirectory instances;
    private final Clock clock;
    private final Pages pages;
    private final TokenGate tokens;
    private final ConnectionCheck check;
    private final ProxyHandler proxy;
    private final HttpHandler next;

    GatewayHandler(Gateway gateway, HttpHandler next) {
        this.config = gateway.config();
        this.sessions = gateway.sessions();
        this.tickets = gateway.tickets();
        this.instances = gateway.instances();
        this.clock = gateway.clock();
        this.pages = new Pages(config.domain().url() + "/portal/");
        this.tokens = new TokenGate(gateway.tokenSessions(), pages);
        this.check = new ConnectionCheck(config.domain(), pages);
        this.proxy = ProxyHandler.builder()
                .setProxyClient(gateway.client())
                .setMaxRequestTime(-1)
                .setNext(exchange -> pages.send(exchange, 502, "unreachable"))
                .build();
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        var label = host == null
                ? java.util.Optional.<String>empty()
                : config.domain().label(host);
        if (label.isEmpty()) {
            next.handleRequest(exchange);
            return;
        }
        var problem = RequestRules.malformed(exchange);
        if (problem.isPresent()) {
            exchange.setPersistent(false);
            pages.send(exchange, 400, "malformed", problem.orElseThrow());
        } else if (!LABEL.matcher(label.orElseThrow()).matches()) {
            pages.send(exchange, 404, "missing");
        } else if (label.orElseThrow().equals(InstanceDomain.CHECK_LABEL)) {
            check.handleRequest(exchange);
        } else {
            serve(exchange, label.orElseThrow());
        }
    }

    private void serve(HttpServerExchange exchange, String label) throws Exception {
        if (exchange.getRequestPath().equals(SESSION_PATH)
                && exchange.getRequestMethod().toString().equals("POST")) {
            openSession(exchange, label);
            return;
        }
        var session = Cookies.session(exchange.getRequestHeaders()).flatMap(cookie -> sessions.find(cookie, label));
        var token = ShownToken.in(exchange);
        if (token.filter(shown -> session.isEmpty() || shown.isOurs()).isPresent()) {
            tokens.enter(
                    exchange,
                    label,
                    token.orElseThrow(),
                    (entered, by) -> serve(
                            entered,
                            label,
                            by,
                            RequestRules.isForeignToToken(
                                    entered, config.domain().origin(label))));
        } else if (session.isEmpty()) {
            askToSignOn(exchange, label);
        } else {
            serve(
                    exchange,
                    label,
                    session.orElseThrow(),
                    RequestRules.isForeign(exchange, config.domain().origin(label)));
        }
    }

    private void serve(HttpServerExchange exchange, String label, GatewaySession session, boolean foreign)
            throws Exception {
        if (foreign) {
            pages.send(exchange, 403, "foreign");
        } else if (exchange.getRequestPath().startsWith(OWN_PATHS)) {
            pages.send(exchange, 404, "missing");
        } else if (session.connections() >= config.mostConnections()) {
            pages.send(exchange, 429, "tooMany", config.mostConnections());
        } else {
            pass(exchange, label, session);
        }
    }

    // ---- on the way in

    private void askToSignOn(HttpServerExchange exchange, String label) {
        if (!RequestRules.isNavigation(exchange)) {
            pages.send(exchange, 401, "signOn");
            return;
        }
        var visit = sessions.random();
        var query = exchange.getQueryString();
        var path = exchange.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
        Cookies.setVisit(exchange.getResponseHeaders(), visit);
        redirect(
                exchange,
                302,
                // in the path: the portal's sign-on loses what stands behind a question mark
                config.domain().url() + "/portal/open-instance/" + label + "/" + visit + "/"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        (path.length() > LONGEST_PATH ? "/" : path).getBytes(StandardCharsets.UTF_8)));
    }

    private void openSession(HttpServerExchange exchange, String label) {
        exchange.setMaxEntitySize(LONGEST_FORM);
        exchange.getRequestReceiver().receiveFullString((received, form) -> redeem(received, label, fields(form)));
    }

    private void redeem(HttpServerExchange exchange, String label, Map<String, String> form) {
        var ticket = Cookies.visit(exchange.getRequestHeaders())
                .flatMap(visit -> tickets.redeem(form.getOrDefault("ticket", ""), label, visit));
        if (ticket.isEmpty()) {
            pages.send(exchange, 403, "expired");
            return;
        }
        Cookies.session(exchange.getRequestHeaders())
                .flatMap(cookie -> sessions.find(cookie, label))
                .ifPresent(old -> sessions.end(old::equals));
        Cookies.setSession(exchange.getResponseHeaders(), sessions.open(label, ticket.orElseThrow()));
        redirect(exchange, 303, config.domain().origin(label) + local(form.getOrDefault("path", "/")));
    }

    /** A path of this origin: behind its name, nothing else can come of it. */
    private static String local(String path) {
        var plain = path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 127);
        return plain && !path.startsWith(OWN_PATHS) ? path : "/";
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (var pair : form.split("&", -1)) {
            var parts = pair.split("=", 2);
            try {
                fields.putIfAbsent(
                        parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notEncodedAsItShouldBe) {
                return Map.of();
            }
        }
        return fields;
    }

    private static void redirect(HttpServerExchange exchange, int status, String where) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.LOCATION, where);
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(new HttpString("Content-Security-Policy"), "default-src 'none'");
        exchange.endExchange();
    }

    // ---- on the way through

    private void pass(HttpServerExchange exchange, String label, GatewaySession session) throws Exception {
        var known = instances.remembered(label);
        if (known != null) {
            pass(exchange, session, known);
            return;
        }
        exchange.dispatch(exchange.getConnection().getWorker(), asking -> {
            var asked = instances.ask(label);
            asking.dispatch(asking.getIoThread(), there -> pass(there, session, asked));
        });
    }

    private void pass(HttpServerExchange exchange, GatewaySession session, InstanceDirectory.Known known)
            throws Exception {
        var backend = known.backend();
        if (backend.isEmpty()) {
            sessions.end(session::equals);
            pages.send(exchange, 404, "missing");
        } else if (!backend.orElseThrow().assignee().equals(session.subject())) {
            sessions.end(session::equals);
            Cookies.endSession(exchange.getResponseHeaders());
            pages.send(exchange, 403, "refused");
        } else if (backend.orElseThrow().app().isEmpty()) {
            pages.send(
                    exchange,
                    503,
                    "notReady",
                    backend.orElseThrow().name(),
                    backend.orElseThrow().state());
        } else {
            proxy(exchange, session, backend.orElseThrow());
        }
    }

    private void proxy(HttpServerExchange exchange, GatewaySession session, InstanceBackend backend) throws Exception {
        var app = backend.app().orElseThrow();
        session.carry(exchange, RequestRules.isWebSocket(exchange), clock.instant());
        RequestRules.clean(exchange);
        if (!app.authorization().isEmpty()) {
            exchange.getRequestHeaders().put(Headers.AUTHORIZATION, app.authorization());
        }
        exchange.putAttachment(BackendClient.BACKEND, new BackendClient.Backend(backend.key(), app));
        exchange.addResponseCommitListener(ResponseRules::apply);
        exchange.setRelativePath(exchange.getRequestPath());
        exchange.setResolvedPath("");
        proxy.handleRequest(exchange);
    }
}
