package io.bancada.file.service;

import io.bancada.error.BancadaException;
import io.bancada.file.model.SharePath;
import io.bancada.message.Message;
import java.util.regex.Pattern;

/**
 * A piece of an upload, as a client says it. Pieces belong together that have the same id, place and size.
 *
 * @param path where the file is to stand
 * @param id chosen by the client: 1 to 64 letters, digits and dashes
 * @param total bytes of the whole file
 * @param offset where the piece begins
 * @param overwrite whether a file that is there may be replaced
 */
public record UploadPiece(String path, String id, long total, long offset, boolean overwrite) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Where the file is to stand, once all of the piece is found to make sense. */
    SharePath requirePlace() {
        if (!ID.matcher(id).matches()) {
            throw BancadaException.invalid("uploadId", Message.of("file.uploadId"));
        }
        if (total < 0) {
            throw BancadaException.invalid("total", Message.of("file.negative"));
        }
        if (offset < 0 || offset > total) {
            throw BancadaException.invalid("offset", Message.of("file.offset", total));
        }
        return SharePath.parse("path", path);
    }
}
