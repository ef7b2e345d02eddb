package io.bancada.asset.service;

import java.net.URI;

/**
 * Where a client may upload the files of one version of code.
 *
 * @param uploadId names the upload; the same id gives the same place
 * @param blobUri the blob container, without credentials: what {@code codeUri} says afterwards
 * @param sasUri the same with a signature that is good for an hour and for this container alone
 */
public record UploadTicket(String uploadId, URI blobUri, URI sasUri) {}
