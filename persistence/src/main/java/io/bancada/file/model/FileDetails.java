package io.bancada.file.model;

import java.time.Instant;
import java.util.Locale;

/**
 * A file or a folder of the share.
 *
 * @param bytes 0 for a folder
 * @param modified when its content was last written, or the folder's list of names
 */
public record FileDetails(SharePath path, FileKind kind, long bytes, Instant modified) {
    /** Folders come first, then by name without regard to case: what a page of a list starts after. */
    public String key() {
        var name = path.name();
        return (kind == FileKind.directory ? "0" : "1") + name.toLowerCase(Locale.ROOT) + '/' + name;
    }
}
