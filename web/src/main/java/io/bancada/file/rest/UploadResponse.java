package io.bancada.file.rest;

import io.bancada.file.service.UploadProgress;

/**
 * How far an upload is.
 *
 * @param received bytes from the beginning that are safe; the next piece begins there
 * @param complete whether the file stands where it belongs
 */
record UploadResponse(long received, boolean complete) {
    static UploadResponse from(UploadProgress progress) {
        return new UploadResponse(progress.received(), progress.complete());
    }
}
