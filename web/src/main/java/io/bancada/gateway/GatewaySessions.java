package io.bancada.gateway;

import io.bancada.app.service.Ticket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Who has which instance open, in this server's memory: by the digest of the cookie, so that memory holds no cookie. */
final class GatewaySessions {
    private static final int BYTES = 32;
    private static final int MOST_OF_ONE_PERSON = 50;

    private final Clock clock;
    private final Duration longest;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, BrowserSession> sessions = new ConcurrentHashMap<>();

    GatewaySessions(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    /** 43 characters that nobody can guess. */
    String random() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Opens the instance for whoever showed the ticket; the oldest of a person's many sessions makes room.
     *
     * @return the cookie's value
     */
    String open(String label, Ticket ticket) {
        var now = clock.instant();
        var others = sessions.values().stream()
                .filter(session -> session.subject().equals(ticket.subject()))
                .sorted(java.util.Comparator.comparing(BrowserSession::used))
                .toList();
        if (others.size() >= MOST_OF_ONE_PERSON) {
            var oldest = others.get(0);
            end(oldest::equals);
        }
        var value = random();
        sessions.put(
                digest(value), new BrowserSession(label, ticket.subject(), ticket.signOn(), now, now.plus(longest)));
        return value;
    }

    /** The session behind a cookie, for this label and no other. */
    Optional<BrowserSession> find(String cookie, String label) {
        return Optional.ofNullable(sessions.get(digest(cookie)))
                .filter(session -> session.label().equals(label))
                .filter(session -> !session.isOver(clock.instant()));
    }

    /** Ends all of these, and closes what they have open. */
    void end(Predicate<BrowserSession> which) {
        sessions.values().removeIf(session -> {
            var ends = which.test(session);
            if (ends) {
                session.end();
            }
            return ends;
        });
    }

    void endOverdue() {
        var now = clock.instant();
        end(session -> session.isOver(now));
    }

    Collection<BrowserSession> all() {
        return List.copyOf(sessions.values());
    }

    private static String digest(String value) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
