package io.bancada.gateway;

import io.bancada.app.service.AccessTokens;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which requests go through to an app, and what of their headers. */
final class RequestRules {
    private static final HttpString FETCH_SITE = new HttpString("Sec-Fetch-Site");
    private static final HttpString FETCH_MODE = new HttpString("Sec-Fetch-Mode");
    private static final HttpString FETCH_DEST = new HttpString("Sec-Fetch-Dest");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "upgrade",
            "http2-settings");

    /** Names under which proxies tell servers who or what a request is; from a browser they are claims. */
    private static final List<String> CLAIMS = List.of(
            "authorization",
            "forwarded",
            "via",
            "x-forwarded",
            "x-real-ip",
            "x-scheme",
            "x-original",
            "x-rewrite",
            "remote-",
            "x-remote-",
            "x-auth",
            "x-webauth",
            "x-user",
            "x-ssl",
            "x-client-",
            "x-http-method",
            "x-method-override",
            "kubeflow-",
            "x-goog-",
            "x-ms-client-principal",
            "x-bancada");

    private RequestRules() {}

    /** What is wrong with the request as such, if anything is: whatever two servers could read in two ways. */
    static Optional<String> malformed(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var encodings = headers.get(Headers.TRANSFER_ENCODING);
        if (count(headers.get(Headers.HOST)) != 1 || exchange.isHostIncludedInRequestURI()) {
            return Optional.of("one Host header and a path are needed");
        }
        if (encodings != null && headers.contains(Headers.CONTENT_LENGTH)) {
            return Optional.of("Transfer-Encoding and Content-Length exclude each other");
        }
        if (count(headers.get(Headers.CONTENT_LENGTH)) > 1) {
            return Optional.of("one Content-Length is enough");
        }
        if (encodings != null && (encodings.size() != 1 || !encodings.getFirst().equalsIgnoreCase("chunked"))) {
            return Optional.of("Transfer-Encoding can only be chunked");
        }
        for (var values : headers) {
            if (values.stream().anyMatch(RequestRules::hasControls)
                    || hasControls(values.getHeaderName().toString())) {
                return Optional.of("a header holds a control character");
            }
        }
        if (headers.contains(Headers.UPGRADE) && !isWebSocket(exchange)) {
            return Optional.of("nothing but a WebSocket can be upgraded to");
        }
        return Optional.empty();
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127);
    }

    private static int count(HeaderValues values) {
        return values == null ? 0 : values.size();
    }

    /** Whether the browser asks for a WebSocket. */
    static boolean isWebSocket(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        return exchange.getRequestMethod().toString().equals("GET")
                && "websocket".equalsIgnoreCase(headers.getFirst(Headers.UPGRADE))
                && count(headers.get(Headers.UPGRADE)) == 1
                && tokens(headers).contains("upgrade");
    }

    /** Whether a page of another origin is behind the request, and it is not just a person who follows a link. */
    static boolean isForeign(HttpServerExchange exchange, String origin) {
        var headers = exchange.getRequestHeaders();
        var origins = headers.get(Headers.ORIGIN);
        var own = count(origins) == 1 && origins.getFirst().equals(origin);
        if (isWebSocket(exchange)) {
            return !own;
        }
        if (origins != null && !own) {
            return true;
        }
        var method = exchange.getRequestMethod().toString();
        var site = headers.getFirst(FETCH_SITE);
        if (!SAFE.contains(method)) {
            return !own && !"same-origin".equals(site);
        }
        return site != null && !OWN_SITE.contains(site) && !isNavigation(exchange);
    }

    /**
     * As {@link #isForeign}, of a request that shows an access token: no page of another origin can have it, so a program
     * need not say where it comes from; what does say so is held to it.
     */
    static boolean isForeignToToken(HttpServerExchange exchange, String origin) {
        var headers = exchange.getRequestHeaders();
        var origins = headers.get(Headers.ORIGIN);
        if (origins != null && !(count(origins) == 1 && origins.getFirst().equals(origin))) {
            return true;
        }
        var site = headers.getFirst(FETCH_SITE);
        return site != null && !OWN_SITE.contains(site) && !isNavigation(exchange);
    }

    /** Whether a person opens a page, rather than a page fetching something. */
    static boolean isNavigation(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        if (!exchange.getRequestMethod().toString().equals("GET") || headers.contains(Headers.UPGRADE)) {
            return false;
        }
        var mode = headers.getFirst(FETCH_MODE);
        if (mode != null) {
            return mode.equals("navigate") && "document".equals(headers.getFirst(FETCH_DEST));
        }
        var accept = headers.getFirst(Headers.ACCEPT);
        return accept != null && accept.contains("text/html");
    }

    /** Leaves what is between browser and app; what we tell the app is added afterwards. */
    static void clean(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var webSocket = isWebSocket(exchange);
        var named = tokens(headers);
        for (HttpString name : new ArrayList<>(headers.getHeaderNames())) {
            var lower = name.toString().toLowerCase(Locale.ROOT);
            if (HOP_BY_HOP.contains(lower)
                    || CLAIMS.stream().anyMatch(lower::startsWith)
                    || lower.indexOf('_') >= 0 // some servers read it as a dash
                    || (named.contains(lower) && !isNeeded(lower))) {
                headers.remove(name);
            }
        }
        headers.put(Headers.CONNECTION, webSocket ? "Upgrade" : "keep-alive");
        if (webSocket) {
            headers.put(Headers.UPGRADE, "websocket");
        }
        var referrer = headers.getFirst(Headers.REFERER);
        if (referrer != null && referrer.contains(AccessTokens.PREFIX)) {
            headers.remove(Headers.REFERER);
        }
        Cookies.strip(headers);
    }

    /** A Connection header must not take away what the message or our decision hangs on. */
    private static boolean isNeeded(String name) {
        return name.equals("host")
                || name.equals("content-length")
                || name.equals("transfer-encoding")
                || name.equals("cookie")
                || name.equals("origin")
                || name.startsWith("sec-");
    }

    private static List<String> tokens(HeaderMap headers) {
        var values = headers.get(Headers.CONNECTION);
        return values == null
                ? List.of()
                : values.stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .map(token -> token.strip().toLowerCase(Locale.ROOT))
                        .toList();
    }
}
