package io.bancada.gateway;

import io.bancada.app.service.AccessGrant;
import io.bancada.app.service.AccessTokens;
import io.bancada.person.service.DirectoryUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What is open by access tokens, in this server's memory, by the tokens' digests. A token is looked up again after a few
 * seconds, at once after a change on this server, and on a timer while something is open by it.
 */
final class TokenSessions {
    /** How long a token is taken for what it was. */
    static final Duration FRESH = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(TokenSessions.class);
    private static final Duration NOTE = Duration.ofMinutes(1);
    private static final Duration UNUSED = Duration.ofMinutes(10);
    private static final int MOST_REFUSED = 10_000;

    private final AccessTokens tokens;
    private final GatewayConfig config;
    private final Clock clock;
    private final Map<String, TokenSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Instant> refused = new ConcurrentHashMap<>();

    TokenSessions(AccessTokens tokens, GatewayConfig config, Clock clock) {
        this.tokens = tokens;
        this.config = config;
        this.clock = clock;
    }

    /** What comes of a token. */
    enum Outcome {
        ADMITTED,
        /** There is none such, or none any more, or it is another instance's. */
        INVALID,
        /** Its person may not open the instance now. */
        REFUSED,
        /** Whether its person may cannot be found out now. */
        UNKNOWN
    }

    /**
     * What comes of a token.
     *
     * @param session there where it is admitted
     */
    record Entry(Outcome outcome, Optional<TokenSession> session) {
        private static Entry not(Outcome outcome) {
            return new Entry(outcome, Optional.empty());
        }

        private static Entry of(TokenSession session, String label) {
            return session.grant().covers(label)
                    ? new Entry(Outcome.ADMITTED, Optional.of(session))
                    : not(Outcome.INVALID);
        }
    }

    /** What is known of a token without asking; empty where it must be asked. */
    Optional<Entry> remembered(String digest, String label) {
        var now = clock.instant();
        return Optional.ofNullable(sessions.get(digest))
                .filter(session ->
                        !session.isOver(now) && now.isBefore(session.found().plus(FRESH)))
                .map(session -> Entry.of(session, label));
    }

    /** What comes of a token; waits for the database, and for the directory where nothing is open by it. */
    Entry ask(String digest, String label) {
        var grant = tokens.find(digest);
        if (grant.isEmpty()) {
            end(digest);
            return Entry.not(Outcome.INVALID);
        }
        if (!grant.orElseThrow().covers(label)) {
            return Entry.not(Outcome.INVALID);
        }
        var open = sessions.get(digest);
        if (open != null && isStill(open, grant.orElseThrow())) {
            open.found(clock.instant());
            return Entry.of(open, label);
        }
        end(digest);
        return open(digest, label, grant.orElseThrow());
    }

    private Entry open(String digest, String label, AccessGrant grant) {
        var now = clock.instant();
        if (now.isBefore(refused.getOrDefault(digest, Instant.MIN))) {
            return Entry.not(Outcome.REFUSED);
        }
        try {
            if (tokens.open(grant)) {
                var fresh = new TokenSession(grant, now);
                var other = sessions.putIfAbsent(digest, fresh);
                return Entry.of(other == null ? fresh : other, label);
            }
        } catch (DirectoryUnavailable e) {
            LOG.debugf("whether an access token is good is not known now: %s", e.getMessage());
            return Entry.not(Outcome.UNKNOWN);
        }
        if (refused.size() > MOST_REFUSED) {
            refused.clear();
        }
        refused.put(digest, now.plus(FRESH));
        return Entry.not(Outcome.REFUSED);
    }

    private boolean isStill(TokenSession session, AccessGrant grant) {
        return !session.isOver(clock.instant()) && session.subject().equals(grant.subject());
    }

    /** Some token may have been revoked: each is looked up anew when it is shown next. */
    void forget() {
        sessions.values().forEach(session -> session.found(Instant.MIN));
    }

    /** Ends everything. */
    void endAll() {
        sessions.keySet().forEach(this::end);
    }

    private void end(String digest) {
        var session = sessions.remove(digest);
        if (session != null) {
            session.end();
        }
    }

    /** One round over what is open. What goes wrong in it is tried again in the next. */
    synchronized void look() {
        for (var open : List.copyOf(sessions.entrySet())) {
            try {
                look(open.getKey(), open.getValue());
            } catch (RuntimeException e) {
                LOG.warn("what is open by an access token could not be looked at; trying again", e);
            }
        }
    }

    private void look(String digest, TokenSession session) {
        var now = clock.instant();
        var grant = tokens.find(digest).filter(found -> isStill(session, found));
        var idle = session.connections() == 0 && now.isAfter(session.used().plus(UNUSED));
        if (grant.isEmpty() || idle || !mayGoOn(session, now)) {
            end(digest);
        }
        if (session.used().isAfter(session.noted()) && (idle || !now.isBefore(after(session.noted())))) {
            var used = session.used();
            tokens.used(session.grant(), used);
            session.noted(used);
        }
    }

    private static Instant after(Instant noted) {
        return noted.equals(Instant.MIN) ? noted : noted.plus(NOTE);
    }

    private boolean mayGoOn(TokenSession session, Instant now) {
        if (now.isBefore(session.asked().plus(config.recheck()))) {
            return true;
        }
        try {
            var well = tokens.goesOn(session.grant());
            session.asked(now, well);
            return well;
        } catch (DirectoryUnavailable e) {
            session.asked(now, false);
            return !now.isAfter(session.good().plus(config.outage()));
        }
    }
}
