package io.bancada.node.service;

import io.bancada.catalog.service.Locations;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Iterator;

/** Finds where a node's machine comes from: the one place that turns a node into a driver and its settings. */
@ApplicationScoped
public class NodeSources {
    private final Locations locations;
    private final Iterable<AttachedSources> attached;

    @Inject
    public NodeSources(Locations locations, Instance<AttachedSources> attached) {
        this(locations, (Iterable<AttachedSources>) attached);
    }

    public NodeSources(Locations locations, Iterable<AttachedSources> attached) {
        this.locations = locations;
        this.attached = attached;
    }

    @SuppressWarnings("NullAway")
    protected NodeSources() {
        this(null, (Iterable<AttachedSources>) null);
    }

    /**
     * The driver and the settings for a node that stands there.
     *
     * @throws DriverException.NotFound when the attached compute is no more
     */
    public NodeSource at(NodePlace place) {
        if (place.attached().isEmpty()) {
            return new NodeSource(locations.provider(place.location()), locations.site(place.location()));
        }
        Iterator<AttachedSources> known = attached.iterator();
        if (!known.hasNext()) {
            throw new DriverException.Rejected(Message.of("node.noAttached"));
        }
        return known.next().source(place.attached().orElseThrow());
    }
}
