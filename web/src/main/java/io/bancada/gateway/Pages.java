package io.bancada.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.LocaleUtils;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the gateway itself says: a page to a person, a line to a program. */
final class Pages {
    private static final String BUNDLE = "io.bancada.gateway.pages";
    private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");

    private final String portal;

    Pages(String portal) {
        this.portal = portal;
    }

    /** Answers and is done. {@code word} names the texts {@code <word>.title} and {@code <word>.text}. */
    void send(HttpServerExchange exchange, int status, String word, Object... arguments) {
        var texts = texts(exchange);
        var title = texts.getString(word + ".title");
        var text = MessageFormat.format(texts.getString(word + ".text"), arguments);
        var headers = begin(exchange, status);
        headers.put(
                new HttpString("Content-Security-Policy"),
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
        headers.put(new HttpString("X-Frame-Options"), "DENY");
        headers.put(new HttpString("Cross-Origin-Resource-Policy"), "same-origin");
        if (RequestRules.isNavigation(exchange)) {
            headers.put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
            exchange.getResponseSender().send(page(texts, title, text));
        } else {
            headers.put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
            exchange.getResponseSender().send(title + ". " + text + "\n");
        }
    }

    /** As {@link #send}, for a program whatever it accepts: a JSON object with a {@code message}, as Jupyter answers. */
    void tell(HttpServerExchange exchange, int status, String word) {
        var texts = texts(exchange);
        var headers = begin(exchange, status);
        headers.put(Headers.CONTENT_TYPE, "application/json; charset=utf-8");
        var message = texts.getString(word + ".title") + ". "
                + MessageFormat.format(texts.getString(word + ".text"), new Object[0]);
        exchange.getResponseSender()
                .send(JsonNodeFactory.instance
                                .objectNode()
                                .put("message", message)
                                .put("reason", word)
                                .toString()
                        + "\n");
    }

    private static HeaderMap begin(HttpServerExchange exchange, int status) {
        var headers = exchange.getResponseHeaders();
        exchange.setStatusCode(status);
        headers.put(Headers.CACHE_CONTROL, "no-store");
        if (status == 503) {
            headers.put(Headers.RETRY_AFTER, "5");
        }
        return headers;
    }

    private static ResourceBundle texts(HttpServerExchange exchange) {
        return ResourceBundle.getBundle(
                BUNDLE,
                locale(exchange),
                Pages.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private String page(ResourceBundle texts, String title, String text) {
        return """
                <!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>%s</title>
                <meta name="viewport" content="width=device-width">
                <style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1rem;
                color-scheme:light dark}h1{font-size:1.4rem}</style></head>
                <body><main><h1>%s</h1><p>%s</p><p><a href="%s">%s</a></p>
                <p><a href="%scompute/connection">%s</a></p></main></body></html>
                """.formatted(
                        texts.getString("language"),
                        escaped(title),
                        escaped(title),
                        escaped(text),
                        portal,
                        texts.getString("portal"),
                        portal,
                        texts.getString("connection"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static Locale locale(HttpServerExchange exchange) {
        var accepted = exchange.getRequestHeaders().get(Headers.ACCEPT_LANGUAGE);
        var first = accepted == null ? List.<Locale>of() : LocaleUtils.getLocalesFromHeader(accepted);
        return !first.isEmpty() && first.get(0).getLanguage().equals("pt") ? BRAZIL : Locale.ROOT;
    }
}
