package io.bancada.job.rest;

import io.bancada.error.BancadaException;
import io.bancada.web.ArmContext;
import io.bancada.web.Numbers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which bytes of a log are wanted: {@code ?offset=&length=}, or a {@code Range} header of one range with a beginning.
 *
 * @param partial whether a Range header asked, so that 206 answers
 */
record LogRange(long offset, int length, boolean partial) {
    /** The most bytes of one answer. */
    static final int MOST = 1 << 20;

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    static LogRange of(ArmContext arm, Optional<String> header) {
        if (header.isEmpty()) {
            var length =
                    arm.query("length").map(l -> Numbers.integer("length", l)).orElse(MOST);
            if (length < 1) {
                throw BancadaException.invalid("length", "Give 1 byte or more.");
            }
            return new LogRange(
                    arm.query("offset").map(o -> Numbers.whole("offset", o)).orElse(0L), Math.min(length, MOST), false);
        }
        var range = RANGE.matcher(header.orElseThrow());
        if (!range.matches()) {
            throw BancadaException.invalid("Range", "Give one range with a beginning, such as bytes=1000-.");
        }
        var from = Long.parseLong(range.group(1));
        var last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (last < from) {
            throw BancadaException.invalid("Range", "The range ends before it begins.");
        }
        return new LogRange(from, (int) Math.min(MOST - 1L, last - from) + 1, true);
    }
}
