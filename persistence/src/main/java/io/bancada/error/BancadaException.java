package io.bancada.error;

import io.bancada.message.Message;
import jakarta.ejb.ApplicationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told when a request cannot be done: a code, the field or resource it is about, and what to do. It
 * rolls the transaction back, so that nothing is half done.
 */
@ApplicationException(rollback = true, inherited = true)
public class BancadaException extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable String target;
    private final @Nullable Message why;

    public BancadaException(ErrorCode code, @Nullable String target, String message) {
        super(message);
        this.code = code;
        this.target = target;
        this.why = null;
    }

    /** One that people meet in the portal, too: the API says it in English, the portal in the reader's language. */
    public BancadaException(ErrorCode code, @Nullable String target, Message why) {
        super(why.english());
        this.code = code;
        this.target = target;
        this.why = why;
    }

    /** A field with a value that cannot be taken; {@code field} as the client wrote it, such as {@code properties.vmSize}. */
    public static BancadaException invalid(String field, String message) {
        return new BancadaException(ErrorCode.INVALID_PARAMETER, field, message);
    }

    /** A field with a value that cannot be taken, said so that it can be translated. */
    public static BancadaException invalid(String field, Message why) {
        return new BancadaException(ErrorCode.INVALID_PARAMETER, field, why);
    }

    /** There is no such resource. */
    public static BancadaException notFound(String resourceId) {
        return new BancadaException(
                ErrorCode.NOT_FOUND, resourceId, "The resource '" + resourceId + "' was not found.");
    }

    /** The resource is not in a state that allows this. */
    public static BancadaException conflict(String target, String message) {
        return new BancadaException(ErrorCode.CONFLICT, target, message);
    }

    /** The resource is not in a state that allows this, said so that it can be translated. */
    public static BancadaException conflict(String target, Message why) {
        return new BancadaException(ErrorCode.CONFLICT, target, why);
    }

    public ErrorCode code() {
        return code;
    }

    /** The field or resource that the error is about. */
    public Optional<String> target() {
        return Optional.ofNullable(target);
    }

    /** What the message says, for the portal to translate; empty where only the API meets it. */
    public Optional<Message> why() {
        return Optional.ofNullable(why);
    }
}
