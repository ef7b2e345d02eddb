package io.bancada.gateway;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The cookies of an instance's origin: ours, which no backend sees, and the app's own. */
final class Cookies {
    private static final String OURS = "__host-bancada";
    private static final String SESSION = "__Host-bancada-instance";
    private static final String VISIT = "__Host-bancada-visit";

    private Cookies() {}

    static Optional<String> session(HeaderMap request) {
        return value(request, SESSION);
    }

    static Optional<String> visit(HeaderMap request) {
        return value(request, VISIT);
    }

    /** Where the same name comes twice it is nobody's. */
    private static Optional<String> value(HeaderMap request, String name) {
        var found = pairs(request).stream()
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static List<String> pairs(HeaderMap request) {
        List<String> pairs = new ArrayList<>();
        var headers = request.get(Headers.COOKIE);
        if (headers != null) {
            headers.forEach(header -> {
                for (var pair : header.split(";", -1)) {
                    if (!pair.isBlank()) {
                        pairs.add(pair.strip());
                    }
                }
            });
        }
        return pairs;
    }

    /** Lasts as long as the browser, for this origin alone; a navigation from the portal brings it along, nothing else. */
    static void setSession(HeaderMap response, String value) {
        response.add(Headers.SET_COOKIE, SESSION + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax");
        response.add(Headers.SET_COOKIE, VISIT + "=; Path=/; Secure; HttpOnly; Max-Age=0");
    }

    /** The portal sends its ticket by a form of another site, so this one has to come along with that. */
    static void setVisit(HeaderMap response, String value) {
        response.add(
                Headers.SET_COOKIE, VISIT + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=600");
    }

    static void endSession(HeaderMap response) {
        response.add(Headers.SET_COOKIE, SESSION + "=; Path=/; Secure; HttpOnly; Max-Age=0");
    }

    /** Leaves the app's own. */
    static void strip(HeaderMap request) {
        var left = pairs(request).stream().filter(pair -> !isOurs(pair)).toList();
        request.remove(Headers.COOKIE);
        if (!left.isEmpty()) {
            request.put(Headers.COOKIE, String.join("; ", left));
        }
    }

    /** What an app sets holds for its own origin: never for the domain above, never under a name of ours. */
    static void confine(HeaderMap response) {
        HeaderValues set = response.get(Headers.SET_COOKIE);
        if (set == null) {
            return;
        }
        var confined = set.stream()
                .filter(cookie -> !isOurs(cookie))
                .map(Cookies::withoutDomain)
                .toList();
        response.remove(Headers.SET_COOKIE);
        if (!confined.isEmpty()) {
            response.addAll(Headers.SET_COOKIE, confined);
        }
    }

    private static String withoutDomain(String cookie) {
        List<String> kept = new ArrayList<>();
        for (var part : cookie.split(";", -1)) {
            if (!part.strip().toLowerCase(Locale.ROOT).matches("domain(\\s*=.*)?")) {
                kept.add(part);
            }
        }
        return String.join(";", kept);
    }

    private static boolean isOurs(String pair) {
        return pair.strip().toLowerCase(Locale.ROOT).startsWith(OURS);
    }
}
