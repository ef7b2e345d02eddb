package io.bancada.app.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells the gateway that a person has signed off at the portal, so that it need not find out. Within this server only. */
@ApplicationScoped
public class SignOffs {
    private static final Logger LOG = Logger.getLogger(SignOffs.class);

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Hears the ids of sessions at the identity provider that have been ended, until the result is closed. */
    public AutoCloseable subscribe(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The session with this id is over. */
    public void announce(String session) {
        for (var listener : listeners) {
            try {
                listener.accept(session);
            } catch (RuntimeException e) {
                LOG.warnf(e, "a listener failed on a sign-off");
            }
        }
    }
}
