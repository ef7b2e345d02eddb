package io.bancada.file.service;

import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many calls one person has under way: whoever makes the server wait, by a slow upload or by a pipe that was swapped
 * in for a folder, makes only their own next calls be refused.
 */
@ApplicationScoped
public class Turns {
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final FileConfig config;

    @Inject
    public Turns(FileConfig config) {
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected Turns() {
        this(null);
    }

    /**
     * One call, until it is closed.
     *
     * @param subject who calls
     * @throws BancadaException 429 when the person has too many
     */
    Turn take(String subject) {
        taken.compute(subject, (s, count) -> {
            var now = count == null ? 0 : count;
            if (now >= config.maxCalls()) {
                throw new BancadaException(
                        ErrorCode.TOO_MANY_REQUESTS, null, Message.of("file.manyCalls", config.maxCalls()));
            }
            return now + 1;
        });
        return () -> taken.computeIfPresent(subject, (s, count) -> count == 1 ? null : count - 1);
    }

    /** Ends a call. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
