package io.bancada.portal.ui;

import io.bancada.paging.PageRequest;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which keyset page of a list is shown. It stands in the address, so that the way back works and a list can be sent to
 * someone: {@code after} is the token of this page, {@code trail} the tokens of the pages before it.
 */
public class Trail implements Serializable {
    private static final String SEPARATOR = ".";

    private String after = "";
    private String trail = "";

    /** This page of the list. */
    public PageRequest page(int rows) {
        return PageRequest.of(after, rows);
    }

    /** Whether there are pages before this one. */
    public boolean isLater() {
        return !after.isEmpty();
    }

    /** The query that leads to the page before this one; {@code filters} is kept. */
    public String back(String filters) {
        var cut = trail.lastIndexOf(SEPARATOR);
        return query(filters, trail.substring(cut + 1), cut < 0 ? "" : trail.substring(0, cut));
    }

    /** The query that leads to the page with this token; {@code filters} is kept. */
    public String on(String filters, String next) {
        if (after.isEmpty()) {
            return query(filters, next, "");
        }
        return query(filters, next, trail.isEmpty() ? after : trail + SEPARATOR + after);
    }

    private static String query(String filters, String after, String trail) {
        var place = new Query().with("after", after).with("trail", trail).toString();
        return "?" + filters + (filters.isEmpty() || place.isEmpty() ? "" : "&") + place;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(@Nullable String after) {
        this.after = after == null ? "" : after.strip();
    }

    public String getTrail() {
        return trail;
    }

    public void setTrail(@Nullable String trail) {
        this.trail = trail == null ? "" : trail.strip();
    }
}
