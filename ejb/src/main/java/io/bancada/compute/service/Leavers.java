package io.bancada.compute.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who has instances and has left, as the last looks at the directory found. In memory: the next looks find it again. */
@ApplicationScoped
public class Leavers {
    private final Map<String, Instant> left = new ConcurrentHashMap<>();
    private final Clock clock;

    @Inject
    public Leavers(Clock clock) {
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected Leavers() {
        this(null);
    }

    /** Object ids of them. */
    Set<String> all() {
        return Set.copyOf(left.keySet());
    }

    /** When it was noticed. */
    Optional<Instant> since(String person) {
        return Optional.ofNullable(left.get(person));
    }

    void note(String person) {
        left.putIfAbsent(person, clock.instant());
    }

    void forget(String person) {
        left.remove(person);
    }
}
