package io.bancada.asset.service;

import java.time.Instant;

/**
 * One uploaded file.
 *
 * @param name path in its container
 * @param bytes its size
 * @param modified when it was uploaded
 */
public record Blob(String name, long bytes, Instant modified) {
    /** Changes whenever the content may have changed; with its quotes. */
    public String etag() {
        long mark = modified.getEpochSecond() * 1_000_000_000L + modified.getNano();
        return "\"0x" + Long.toHexString(mark).toUpperCase(java.util.Locale.ROOT)
                + Long.toHexString(bytes).toUpperCase(java.util.Locale.ROOT) + "\"";
    }
}
