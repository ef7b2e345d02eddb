package io.bancada.login.rest;

/** A sign-on that is not to be, in OAuth's words: this is what az reads and shows. */
final class LoginRefused extends RuntimeException {
    private final int status;
    private final String error;

    LoginRefused(int status, String error, String description) {
        super(description);
        this.status = status;
        this.error = error;
    }

    /** The request cannot be understood. */
    static LoginRefused invalid(String description) {
        return new LoginRefused(400, "invalid_request", description);
    }

    /** It is not known who asks. */
    static LoginRefused unknownClient(String description) {
        return new LoginRefused(401, "invalid_client", description);
    }

    /** The identity provider says nothing. */
    static LoginRefused unavailable() {
        return new LoginRefused(
                503, "temporarily_unavailable", "The identity provider does not answer; try again in a moment.");
    }

    int status() {
        return status;
    }

    /** OAuth's code of the error. */
    String error() {
        return error;
    }
}
