package io.bancada.driver;

import java.util.regex.Pattern;

/**
 * The name under which a driver knows a node: chosen by the server before the machine is asked for, never used
 * again, safe as a file name, host name, job name and tag value.
 *
 * @param value 1 to 40 of {@code a-z 0-9 -}, starting with a letter or digit
 */
public record NodeKey(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public NodeKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a node key: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
