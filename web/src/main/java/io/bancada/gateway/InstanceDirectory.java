package io.bancada.gateway;

import io.bancada.app.service.InstanceBackend;
import io.bancada.app.service.InstanceOrigins;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What stands behind the labels that are open, remembered for a few seconds so that not each request asks the database. */
final class InstanceDirectory {
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final int MOST = 10_000;

    private final InstanceOrigins backends;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    InstanceDirectory(InstanceOrigins backends, Clock clock) {
        this.backends = backends;
        this.clock = clock;
    }

    /** What is known without asking; null where it must be asked. */
    @org.jspecify.annotations.Nullable
    Known remembered(String label) {
        var found = known.get(label);
        return found != null && found.until().isAfter(clock.instant()) ? found : null;
    }

    /** Asks; not to be called on a thread that must not wait. */
    Known ask(String label) {
        if (known.size() > MOST) {
            known.clear();
        }
        var found = new Known(backends.find(label), clock.instant().plus(FRESH));
        known.put(label, found);
        return found;
    }

    /** The instance may have changed. */
    void forget() {
        known.clear();
    }

    /** What a label led to when it was last asked. */
    record Known(Optional<InstanceBackend> backend, Instant until) {}
}
