package io.bancada.asset.service;

/** A blob request that cannot be done, in the words of Azure's blob service. */
public class BlobException extends RuntimeException {
    private final int status;
    private final String code;

    public BlobException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static BlobException invalid(String code, String message) {
        return new BlobException(400, code, message);
    }

    static BlobException tooLarge(long limit) {
        return new BlobException(
                413,
                "RequestBodyTooLarge",
                "The upload is larger than " + limit + " bytes; see bancada.snapshot.max-bytes.");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Azure's error code, such as {@code BlobNotFound}. */
    public String code() {
        return code;
    }
}
