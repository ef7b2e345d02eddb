package io.bancada.web;

import io.bancada.error.BancadaException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks on fields that only have a length to keep to. */
public final class Fields {
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG = 256;
    private static final int LONGEST_TAG_VALUE = 1024;

    private Fields() {}

    /**
     * A text of a limited length; empty when it is not said.
     *
     * @throws BancadaException 400 naming the field
     */
    public static Optional<String> text(String field, @Nullable String value, int longest) {
        if (value != null && (value.length() > longest || value.indexOf(0) >= 0)) {
            throw BancadaException.invalid(
                    field,
                    "The text has " + value.length() + " characters; give up to " + longest + ", none of them NUL.");
        }
        return Optional.ofNullable(value);
    }

    /**
     * A text that must be there.
     *
     * @throws BancadaException 400 naming the field
     */
    public static String required(String field, @Nullable String value, int longest) {
        return text(field, value, longest)
                .filter(v -> !v.isBlank())
                .orElseThrow(() -> BancadaException.invalid(field, field + " is required."));
    }

    /**
     * Tags, without those that are null: up to {@value #MOST_TAGS}, names up to {@value #LONGEST_TAG} and values up to
     * {@value #LONGEST_TAG_VALUE} characters.
     *
     * @throws BancadaException 400 naming the tag
     */
    public static Map<String, String> tags(String field, @Nullable Map<String, @Nullable String> tags) {
        var kept = new TreeMap<String, String>();
        if (tags == null) {
            return kept;
        }
        if (tags.size() > MOST_TAGS) {
            throw BancadaException.invalid(field, "There are " + tags.size() + " tags; give up to " + MOST_TAGS + ".");
        }
        tags.forEach((name, value) -> {
            text(field, name, LONGEST_TAG);
            text(field + "." + name, value, LONGEST_TAG_VALUE).ifPresent(v -> kept.put(name, v));
        });
        return kept;
    }

    /** A map without its nulls, in the order of its keys, so that what means the same reads the same. */
    public static <T> @Nullable Map<String, T> sorted(@Nullable Map<String, @Nullable T> map) {
        if (map == null) {
            return null;
        }
        var kept = new TreeMap<String, T>();
        map.forEach((name, value) -> {
            if (value != null) {
                kept.put(name, value);
            }
        });
        return kept.isEmpty() ? null : kept;
    }
}
