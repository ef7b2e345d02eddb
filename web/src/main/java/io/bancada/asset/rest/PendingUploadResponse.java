package io.bancada.asset.rest;

import io.bancada.asset.service.UploadTicket;

/** ARM's PendingUploadResponseDto. */
record PendingUploadResponse(
        BlobReference blobReferenceForConsumption, String pendingUploadId, String pendingUploadType) {
    record BlobReference(String blobUri, Credential credential) {}

    record Credential(String credentialType, String sasUri) {
        @Override
        public String toString() {
            return "***";
        }
    }

    static PendingUploadResponse from(UploadTicket ticket) {
        var credential = new Credential("SAS", ticket.sasUri().toString());
        return new PendingUploadResponse(
                new BlobReference(ticket.blobUri().toString(), credential),
                ticket.uploadId(),
                "TemporaryBlobReference");
    }
}
