package io.bancada.file.service;

/**
 * How far an upload is.
 *
 * @param received bytes from the beginning that are safe; the next piece begins there
 * @param complete whether the file stands where it belongs
 */
public record UploadProgress(long received, boolean complete) {}
