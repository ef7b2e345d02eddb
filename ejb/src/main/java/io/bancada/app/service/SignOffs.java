package io.bancada.app.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells portal and gateway that a person has signed off, there or at the identity provider. Within this server only. */
@ApplicationScoped
public class SignOffs {
    private static final Logger LOG = Logger.getLogger(SignOffs.class);

    private final List<Consumer<SignOff>> listeners = new CopyOnWriteArrayList<>();

    /** Hears of sign-offs until the result is closed. */
    public AutoCloseable subscribe(Consumer<SignOff> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Somebody has signed off. */
    public void announce(SignOff signOff) {
        for (var listener : listeners) {
            try {
                listener.accept(signOff);
            } catch (RuntimeException e) {
                LOG.warnf(e, "a listener failed on a sign-off");
            }
        }
    }
}
