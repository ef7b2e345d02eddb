package io.bancada.gateway;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of an app's answer a browser sees, and what it is told besides. */
final class ResponseRules {
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final List<String> DROPPED = List.of(
            "keep-alive",
            "proxy-",
            "te",
            "alt-svc",
            "access-control-",
            "x-frame-options",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "strict-transport-security",
            "public-key-pins",
            "service-worker-allowed",
            "x-accel-",
            "x-sendfile");

    private ResponseRules() {}

    /** The address of what is answered may hold an access token: no page tells it to another. */
    static void withoutReferrer(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(new HttpString("Referrer-Policy"), "no-referrer");
    }

    /** To be called when the answer is about to go out. */
    static void apply(HttpServerExchange exchange) {
        var headers = exchange.getResponseHeaders();
        for (HttpString name : new ArrayList<>(headers.getHeaderNames())) {
            var lower = name.toString().toLowerCase(Locale.ROOT);
            if (DROPPED.stream()
                    .anyMatch(dropped -> dropped.endsWith("-") ? lower.startsWith(dropped) : lower.equals(dropped))) {
                headers.remove(name);
            }
        }
        Cookies.confine(headers);
        headers.add(POLICY, "frame-ancestors 'self'"); // beside the app's own: a browser keeps to both
        headers.put(new HttpString("X-Frame-Options"), "SAMEORIGIN");
        headers.put(new HttpString("Cross-Origin-Opener-Policy"), "same-origin");
        headers.put(new HttpString("Cross-Origin-Resource-Policy"), "same-origin");
        headers.put(new HttpString("Strict-Transport-Security"), "max-age=31536000");
    }
}
