package io.bancada.operation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells pages and streams of committed changes. Within this server only: whoever is connected to another learns of a
 * change when it reads again.
 */
@ApplicationScoped
public class ResourceChanges {
    private static final Logger LOG = Logger.getLogger(ResourceChanges.class);

    private final List<Consumer<ResourceChange>> listeners = new CopyOnWriteArrayList<>();
    private final Event<ResourceChange> event;

    @Inject
    public ResourceChanges(Event<ResourceChange> event) {
        this.event = event;
    }

    @SuppressWarnings("NullAway")
    protected ResourceChanges() {
        this(null);
    }

    /** Announces a change; it is told once the running transaction has committed. */
    public void announce(ResourceChange change) {
        event.fire(change);
    }

    /** Hears of changes until the result is closed. The listener must return at once. */
    public AutoCloseable subscribe(Consumer<ResourceChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResourceChange change) {
        for (var listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                LOG.warnf(e, "a listener failed on %s", change);
            }
        }
    }
}
