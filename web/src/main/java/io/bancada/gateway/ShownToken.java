package io.bancada.gateway;

import io.bancada.app.service.AccessTokens;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A token that a request shows as clients of Jupyter do: {@code Authorization: token ...} or {@code Bearer ...}, or
 * {@code ?token=...}.
 */
record ShownToken(String value) {
    private static final Pattern OURS = Pattern.compile(AccessTokens.PREFIX + "[A-Za-z0-9_-]{43}");
    private static final Pattern HEADER = Pattern.compile("(?:token|bearer) +(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final String PARAMETER = "token";

    /** What the request shows: the first that has the shape of ours, else the first. */
    static Optional<ShownToken> in(HttpServerExchange exchange) {
        var shown = Stream.concat(headers(exchange), parameters(exchange))
                .filter(value -> !value.isEmpty())
                .map(ShownToken::new)
                .toList();
        return shown.stream()
                .filter(ShownToken::isOurs)
                .findFirst()
                .or(() -> shown.stream().findFirst());
    }

    private static Stream<String> headers(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders().get(Headers.AUTHORIZATION);
        return headers == null
                ? Stream.of()
                : headers.stream()
                        .map(header -> HEADER.matcher(header.strip()))
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> matcher.group(1));
    }

    private static Stream<String> parameters(HttpServerExchange exchange) {
        return pairs(exchange)
                .filter(ShownToken::isParameter)
                .map(pair -> decoded(pair.substring(Math.min(pair.length(), pair.indexOf('=') + 1))));
    }

    /** Whether it has the shape of an access token. */
    boolean isOurs() {
        return OURS.matcher(value).matches();
    }

    /** Takes the parameter out of the query; the header goes with all others of its name. */
    static void strip(HttpServerExchange exchange) {
        exchange.setQueryString(
                pairs(exchange).filter(pair -> !isParameter(pair)).collect(Collectors.joining("&")));
        exchange.getQueryParameters().remove(PARAMETER);
    }

    private static Stream<String> pairs(HttpServerExchange exchange) {
        var query = exchange.getQueryString();
        return query.isEmpty() ? Stream.of() : Arrays.stream(query.split("&", -1));
    }

    private static boolean isParameter(String pair) {
        return decoded(pair.split("=", 2)[0]).equals(PARAMETER);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncodedAsItShouldBe) {
            return text;
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
