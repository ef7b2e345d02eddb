package io.bancada.web;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The piece of a file that is asked for.
 *
 * @param first offset of the first byte
 * @param length how many bytes
 * @param whole whether it is all of the file, asked for without a range
 */
public record ByteRange(long first, long length, boolean whole) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    /** The range of a header, or all when there is none; empty when the file does not have it (416). */
    public static Optional<ByteRange> find(@Nullable String header, long size) {
        if (header == null || header.isBlank()) {
            return Optional.of(new ByteRange(0, size, true));
        }
        var matcher = RANGE.matcher(header.strip());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) >= size) {
            return Optional.empty();
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(matcher.group(2)), size - 1);
        return last < first ? Optional.empty() : Optional.of(new ByteRange(first, last - first + 1, false));
    }

    /** What the header Content-Range says. */
    public String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
