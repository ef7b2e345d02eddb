package io.bancada.driver;

import io.bancada.message.Message;
import org.jspecify.annotations.Nullable;

/** What a driver may throw: one of the nested classes, with a message for people. A vendor's own exception never crosses. */
public abstract class DriverException extends RuntimeException {
    private final Message why;

    private DriverException(Message why, @Nullable Throwable cause) {
        super(why.english(), cause);
        this.why = why;
    }

    /** What went wrong, for people; {@link #getMessage} says it in English, for the log. */
    public Message why() {
        return why;
    }

    /** There is no such machine, capsule or file. */
    public static final class NotFound extends DriverException {
        public NotFound(Message why) {
            super(why, null);
        }
    }

    /** No room now; the same request may be met later. */
    public static final class InsufficientCapacity extends DriverException {
        public InsufficientCapacity(Message why) {
            super(why, null);
        }
    }

    /** The request can never be met as it is. */
    public static final class Rejected extends DriverException {
        public Rejected(Message why) {
            super(why, null);
        }

        public Rejected(Message why, Throwable cause) {
            super(why, cause);
        }
    }

    /** Not known whether it happened; the only error after which the same call is simply made again. */
    public static final class Unavailable extends DriverException {
        public Unavailable(Message why) {
            super(why, null);
        }

        public Unavailable(Message why, Throwable cause) {
            super(why, cause);
        }
    }
}
