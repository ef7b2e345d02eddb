package io.bancada.login.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How often one may try to sign on: {@value #PER_ADDRESS} times a minute from one address, {@value #PER_NAME} times a
 * minute for one name. It slows down whoever guesses; who locks an account is the identity provider. Remembers a limited
 * number of names, whatever is tried.
 */
@ApplicationScoped
public class LoginRate {
    static final int PER_ADDRESS = 240;
    static final int PER_NAME = 30;
    private static final int TOO_MANY = 429;
    private static final int MOST = 10_000;
    private static final int LONGEST_NAME = 64;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Tries> tries = new HashMap<>();
    private final Clock clock;

    @Inject
    public LoginRate(Clock clock) {
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected LoginRate() {
        this(null);
    }

    /**
     * Counts a try.
     *
     * @param name who wants to sign on; empty where the request does not say
     * @throws LoginRefused 429 for one too many
     */
    void count(String address, String name) {
        count("address " + address, PER_ADDRESS);
        if (!name.isEmpty()) {
            var short64 = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
            count("name " + short64.toLowerCase(Locale.ROOT), PER_NAME);
        }
    }

    private synchronized void count(String who, int most) {
        var now = clock.instant();
        if (tries.size() >= MOST && !tries.containsKey(who)) {
            tries.values().removeIf(t -> !now.isBefore(t.began().plus(MINUTE)));
            if (tries.size() >= MOST) {
                throw tooMany();
            }
        }
        var so = tries.merge(
                who,
                new Tries(now, 1),
                (before, first) -> now.isBefore(before.began().plus(MINUTE))
                        ? new Tries(before.began(), before.count() + 1)
                        : first);
        if (so.count() > most) {
            throw tooMany();
        }
    }

    private static LoginRefused tooMany() {
        return new LoginRefused(
                TOO_MANY, "temporarily_unavailable", "Too many sign-ons were tried; wait a minute and try again.");
    }

    /** How often somebody has tried since a moment. */
    private record Tries(Instant began, int count) {}
}
