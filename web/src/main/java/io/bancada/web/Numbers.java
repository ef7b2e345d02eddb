package io.bancada.web;

import io.bancada.error.BancadaException;

/** Numbers in query parameters. */
public final class Numbers {
    private Numbers() {}

    /**
     * A whole number of 32 bits.
     *
     * @throws BancadaException 400 naming the parameter
     */
    public static int integer(String parameter, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw BancadaException.invalid(parameter, "'" + value + "' is no whole number of 32 bits.");
        }
    }

    /**
     * A whole number of 64 bits.
     *
     * @throws BancadaException 400 naming the parameter
     */
    public static long whole(String parameter, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw BancadaException.invalid(parameter, "'" + value + "' is no whole number.");
        }
    }
}
