package io.bancada.driver;

import java.util.regex.Pattern;

/**
 * The name of one detached process tree on a node: chosen by the server, never used again, safe as a file name.
 *
 * @param value 1 to 60 of {@code a-z 0-9 -}, starting with a letter or digit
 */
public record CapsuleId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    public CapsuleId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a capsule id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
