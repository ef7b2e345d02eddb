package io.bancada.app.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** Every label of this installation: those of whichever feature makes instances. */
@ApplicationScoped
public class InstanceOrigins {
    private final Iterable<InstanceBackends> makers;

    @Inject
    public InstanceOrigins(Instance<InstanceBackends> makers) {
        this((Iterable<InstanceBackends>) makers);
    }

    public InstanceOrigins(Iterable<InstanceBackends> makers) {
        this.makers = makers;
    }

    @SuppressWarnings("NullAway")
    protected InstanceOrigins() {
        this((Iterable<InstanceBackends>) null);
    }

    /** As {@link InstanceBackends#find}. */
    public Optional<InstanceBackend> find(String label) {
        for (var maker : makers) {
            var found = maker.find(label);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
