package io.bancada.driver;

import java.time.Instant;

/**
 * A file of a capsule.
 *
 * @param path relative to the capsule's directory, with {@code /}; never a symbolic link
 * @param bytes its size
 * @param modified when it was written last
 */
public record FileEntry(String path, long bytes, Instant modified) {}
