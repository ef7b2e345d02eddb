package io.bancada.app.service;

/**
 * How far an app is.
 *
 * @param message for people: why it does not answer; empty when it does
 */
public record AppStatus(State state, String message) {
    /** What of it is known. */
    public enum State {
        /** It has not been started. */
        ABSENT,
        /** It runs and does not answer yet. */
        STARTING,
        /** It has answered with 200, and only to its secret. */
        READY,
        /** It is gone, or is no app that may be opened; another start is needed. */
        FAILED
    }
}
