package io.bancada.portal.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The query of an address, put together one parameter at a time; empty values are left out. */
public final class Query {
    private final StringBuilder text = new StringBuilder();

    public Query with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.length() == 0 ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
