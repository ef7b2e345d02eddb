package io.bancada.person.service;

import io.bancada.access.model.Caller;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the directory says by now of people whose tokens say something older: who may not sign on any more is refused, and a
 * group that they have left counts no more. Whoever is active is asked about anew every {@code bancada.directory.recheck},
 * beside the request that shows them to be; what the directory does not answer changes nothing.
 */
@ApplicationScoped
public class Standings {
    private static final Logger LOG = Logger.getLogger(Standings.class);
    private static final int MOST = 5_000;
    private static final int MOST_AT_A_TIME = 2;

    /** When whoever is refused is asked about anew: who is let in again does not wait for long. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** No token of ours lives longer, so what was found out before says nothing of today's. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final People people;
    private final Duration recheck;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(MOST_AT_A_TIME);
    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    @Resource
    private @Nullable ManagedExecutorService managed;

    private final @Nullable Executor given;

    @Inject
    public Standings(People people, DirectoryConfig config, Clock clock) {
        this(people, config.recheck(), clock, null);
    }

    Standings(People people, Duration recheck, Clock clock, @Nullable Executor given) {
        this.people = people;
        this.recheck = recheck;
        this.clock = clock;
        this.given = given;
    }

    @SuppressWarnings("NullAway")
    protected Standings() {
        this(null, Duration.ZERO, null, null);
    }

    /**
     * The caller with no more groups than the directory has them in; empty for somebody who may not sign on any more.
     * Never waits for the directory.
     */
    public Optional<Caller> of(Caller caller) {
        if (caller.isProduct()) {
            return Optional.of(caller);
        }
        var standing = look(caller.subject());
        if (standing == null) {
            return Optional.of(caller);
        }
        return standing.mayEnter() ? Optional.of(narrowed(caller, standing.groups())) : Optional.empty();
    }

    private static Caller narrowed(Caller caller, Set<String> now) {
        if (now.containsAll(caller.groups())) {
            return caller;
        }
        Set<String> groups = new HashSet<>(caller.groups());
        groups.retainAll(now);
        return new Caller(caller.subject(), caller.userName(), caller.name(), groups, caller.client());
    }

    private @Nullable Standing look(String subject) {
        var now = clock.instant();
        Standing standing;
        synchronized (known) {
            var last = known.get(subject);
            standing = last != null && now.isBefore(last.found().plus(LONGEST)) ? last.standing() : null;
            var again = standing == null || standing.mayEnter() || recheck.compareTo(SOON) < 0 ? recheck : SOON;
            if ((last != null && now.isBefore(last.asked().plus(again))) || !turns.tryAcquire()) {
                return standing;
            }
            known.put(subject, new Known(now, last == null ? Instant.MIN : last.found(), standing));
        }
        hand(subject);
        return standing;
    }

    private void hand(String subject) {
        try {
            executor().execute(() -> ask(subject));
        } catch (RejectedExecutionException e) { // the server goes down, or is too busy now
            turns.release();
        }
    }

    private Executor executor() {
        if (given != null) {
            return given;
        }
        if (managed == null) {
            throw new IllegalStateException("no executor");
        }
        return managed;
    }

    private void ask(String subject) {
        try {
            var person = people.findNow(subject).filter(Person::enabled);
            var standing = new Standing(person.isPresent(), person.isPresent() ? people.groupsNow(subject) : Set.of());
            synchronized (known) {
                var last = known.get(subject);
                if (!standing.mayEnter()
                        && (last == null
                                || last.standing() == null
                                || last.standing().mayEnter())) {
                    LOG.infof("%s may not sign on any more: tokens that are still good are refused", subject);
                }
                known.put(subject, new Known(clock.instant(), clock.instant(), standing));
            }
        } catch (DirectoryUnavailable e) {
            LOG.debugf("how somebody stands is not known now: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("how somebody stands could not be found out; trying again", e);
        } finally {
            turns.release();
        }
    }

    private record Standing(boolean mayEnter, Set<String> groups) {}

    private record Known(
            Instant asked, Instant found, @Nullable Standing standing) {}
}
