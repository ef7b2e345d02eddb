package io.bancada.web;

import io.bancada.access.model.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that were checked a moment ago, so that a burst of requests checks its signature once. Kept by digest, for
 * {@value #SECONDS} seconds and never beyond their own end; only valid tokens come in, and the oldest of too many go.
 */
final class RecentTokens {
    /** How long a key that the issuer takes back may still be believed for a token that was seen with it. */
    static final int SECONDS = 30;

    private static final int MOST = 1000;

    private final Clock clock;
    private final Map<ByteBuffer, Known> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(Caller caller, Instant until) {}

    RecentTokens(Clock clock) {
        this.clock = clock;
    }

    /** Whose token it is, when it was checked a moment ago. */
    synchronized Optional<Caller> find(String token) {
        return Optional.ofNullable(known.get(digest(token)))
                .filter(k -> clock.instant().isBefore(k.until()))
                .map(Known::caller);
    }

    /** The token was checked now, and holds until then. */
    synchronized void put(String token, Caller caller, Instant end) {
        var soon = clock.instant().plus(Duration.ofSeconds(SECONDS));
        known.put(digest(token), new Known(caller, end.isBefore(soon) ? end : soon));
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
