package io.bancada.app.service;

import io.bancada.access.model.Caller;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tickets that carry a person from the portal to the origin of an instance: one person, one label, one visit of one
 * browser, one use, one minute. Kept in this server's memory, by their digest.
 */
@ApplicationScoped
public class InstanceTickets {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int MOST = 10_000;
    private static final int BYTES = 32;

    private final InstanceOrigins backends;
    private final InstanceAccess access;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    @Inject
    public InstanceTickets(InstanceOrigins backends, InstanceAccess access, Clock clock) {
        this.backends = backends;
        this.access = access;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected InstanceTickets() {
        this(null, null, null);
    }

    /**
     * A ticket for the person whose instance it is, while a role of theirs allows to open it. Nobody else gets one,
     * whatever roles they hold, and does not learn whether the instance exists.
     *
     * @param visit what the origin gave the browser that asks
     * @throws BancadaException 403 for everybody else, 429 when too many tickets are under way
     */
    public String issue(Caller caller, String label, String visit, SignOn signOn) {
        var mine = backends.find(label)
                .filter(backend -> backend.assignee().equals(caller.subject()) && !visit.isEmpty())
                .orElseThrow(() -> new BancadaException(
                        ErrorCode.FORBIDDEN,
                        label,
                        "Only the person to whom a compute instance is assigned can open its apps. Ask for an instance"
                                + " of your own, or create one."));
        var now = clock.instant();
        issued.values().removeIf(ticket -> ticket.ends().isBefore(now));
        if (issued.size() >= MOST) {
            throw new BancadaException(
                    ErrorCode.TOO_MANY_REQUESTS, label, "Too many instances are being opened; try again in a minute.");
        }
        access.open(caller, mine, label);
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        issued.put(
                digest(value), new Issued(label, digest(visit), now.plus(LIFE), new Ticket(caller.subject(), signOn)));
        return value;
    }

    /**
     * Uses a ticket up; it was good for nothing where this is empty.
     *
     * @param label of the origin at which it is shown
     * @param visit what the browser that shows it was given there
     */
    public Optional<Ticket> redeem(String value, String label, String visit) {
        return Optional.ofNullable(issued.remove(digest(value)))
                .filter(ticket -> ticket.ends().isAfter(clock.instant()))
                .filter(ticket -> ticket.label().equals(label) && ticket.visit().equals(digest(visit)))
                .map(Issued::ticket);
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

    private record Issued(String label, String visit, Instant ends, Ticket ticket) {}
}
