package io.bancada.driver;

/** What a driver may throw: one of the nested classes, with a message for people. A vendor's own exception never crosses. */
public abstract class DriverException extends RuntimeException {
    private DriverException(String message, Throwable cause) {
        super(message, cause);
    }

    private DriverException(String message) {
        super(message);
    }

    /** There is no such machine, capsule or file. */
    public static final class NotFound extends DriverException {
        public NotFound(String message) {
            super(message);
        }
    }

    /** No room now; the same request may be met later. */
    public static final class InsufficientCapacity extends DriverException {
        public InsufficientCapacity(String message) {
            super(message);
        }
    }

    /** The request can never be met as it is. */
    public static final class Rejected extends DriverException {
        public Rejected(String message) {
            super(message);
        }

        public Rejected(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Not known whether it happened; the only error after which the same call is simply made again. */
    public static final class Unavailable extends DriverException {
        public Unavailable(String message) {
            super(message);
        }

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
