package io.bancada.asset.rest;

import io.bancada.asset.service.BlobException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The piece of a blob that is asked for.
 *
 * @param first offset of the first byte
 * @param length how many bytes
 * @param whole whether it is all of the blob, asked for without a range
 */
record ByteRange(long first, long length, boolean whole) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    /** The range of a header, or all when there is none. */
    static ByteRange of(@Nullable String header, long size) {
        if (header == null || header.isBlank()) {
            return new ByteRange(0, size, true);
        }
        var matcher = RANGE.matcher(header.strip());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) >= size) {
            throw new BlobException(416, "InvalidRange", "The blob has " + size + " bytes.");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(matcher.group(2)), size - 1);
        if (last < first) {
            throw new BlobException(416, "InvalidRange", "The range ends before it starts.");
        }
        return new ByteRange(first, last - first + 1, false);
    }

    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
