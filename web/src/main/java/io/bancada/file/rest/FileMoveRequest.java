package io.bancada.file.rest;

import org.jspecify.annotations.Nullable;

/**
 * The body of Files_Move.
 *
 * @param from what is moved
 * @param to where it is to stand, its new name included
 * @param overwrite whether a file that stands there may be replaced; not when it is not said
 */
record FileMoveRequest(
        @Nullable String from,
        @Nullable String to,
        @Nullable Boolean overwrite) {
    /** A path that is said; else the share itself, which the service refuses. */
    static String given(@Nullable String path) {
        return path == null ? "" : path;
    }

    boolean overwrites() {
        return overwrite != null && overwrite;
    }
}
