package io.bancada.file.ui;

import io.bancada.file.model.FileDetails;
import io.bancada.file.model.FileKind;
import java.time.Instant;

/**
 * A line of the list.
 *
 * @param query leads to it: path and workspace
 */
public record FileRow(FileDetails details, String query) {
    public String name() {
        return details.path().name();
    }

    public String path() {
        return details.path().toString();
    }

    public String folder() {
        return details.path().parent().toString();
    }

    public boolean isFolder() {
        return details.kind() == FileKind.directory;
    }

    public long bytes() {
        return details.bytes();
    }

    public Instant modified() {
        return details.modified();
    }

    public String icon() {
        return isFolder() ? "pi-folder" : FileLook.icon(name());
    }
}
