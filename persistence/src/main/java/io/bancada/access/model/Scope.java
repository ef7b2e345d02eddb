package io.bancada.access.model;

import io.bancada.error.BancadaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a right holds: an ARM resource id, or the root {@code /}. Compared segment by segment without regard to case,
 * so that {@code /workspaces/a} never covers {@code /workspaces/ab}.
 *
 * @param id ARM resource id, starting with {@code /}, without a trailing slash except the root; anything else
 *     is a BancadaException 400, since ids come from clients
 */
public record Scope(String id) {
    /** Everything in this installation. */
    public static final Scope ROOT = new Scope("/");

    public Scope {
        if (!id.equals("/") && !(id.startsWith("/") && segments(id).allMatch(Scope::plain))) {
            throw BancadaException.invalid("id", "'" + id + "' is no resource id.");
        }
    }

    /** Whether a right at this scope holds at {@code other} too. */
    public boolean covers(Scope other) {
        var here = id.toLowerCase(Locale.ROOT);
        var there = other.id.toLowerCase(Locale.ROOT);
        return here.equals("/") || there.equals(here) || there.startsWith(here + "/");
    }

    /** The id as it is compared: in lower case. */
    public String key() {
        return id.toLowerCase(Locale.ROOT);
    }

    /** The keys of all scopes that cover this one: itself, what it lies in, and the root. */
    public List<String> coveringKeys() {
        var keys = new ArrayList<>(List.of("/"));
        var key = key();
        for (int slash = key.indexOf('/', 1); slash > 0; slash = key.indexOf('/', slash + 1)) {
            keys.add(key.substring(0, slash));
        }
        if (!key.equals("/")) {
            keys.add(key);
        }
        return keys;
    }

    /** The pattern of SQL's {@code like}, with {@code !} as its escape, of the keys of all scopes in this one. */
    public String keysInside() {
        return key().replaceAll("([!%_])", "!$1").replaceAll("/$", "") + "/%";
    }

    private static Stream<String> segments(String id) {
        return Arrays.stream(id.substring(1).split("/", -1));
    }

    // none is empty, and none leads elsewhere where a path is resolved
    private static boolean plain(String segment) {
        return !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
    }

    @Override
    public String toString() {
        return id;
    }
}
