package io.bancada.access.model;

import java.util.Locale;

/**
 * Where a right holds: an ARM resource id, or the root {@code /}. Compared segment by segment without regard to case,
 * so that {@code /workspaces/a} never covers {@code /workspaces/ab}.
 *
 * @param id ARM resource id, starting with {@code /}, without a trailing slash except the root
 */
public record Scope(String id) {
    /** Everything in this installation. */
    public static final Scope ROOT = new Scope("/");

    public Scope {
        if (!id.startsWith("/") || (id.length() > 1 && id.endsWith("/")) || id.contains("//") || id.contains("/../")) {
            throw new IllegalArgumentException("not a scope: " + id);
        }
    }

    /** Whether a right at this scope holds at {@code other} too. */
    public boolean covers(Scope other) {
        var here = id.toLowerCase(Locale.ROOT);
        var there = other.id.toLowerCase(Locale.ROOT);
        return here.equals("/") || there.equals(here) || there.startsWith(here + "/");
    }

    @Override
    public String toString() {
        return id;
    }
}
