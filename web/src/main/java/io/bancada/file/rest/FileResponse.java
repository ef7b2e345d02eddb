package io.bancada.file.rest;

import io.bancada.file.model.FileDetails;
import io.bancada.file.model.FileKind;
import java.time.Instant;

/**
 * A file or a folder.
 *
 * @param bytes 0 for a folder
 */
record FileResponse(String name, String path, FileKind type, long bytes, Instant modified) {
    static FileResponse from(FileDetails file) {
        return new FileResponse(file.path().name(), file.path().toString(), file.kind(), file.bytes(), file.modified());
    }
}
