package io.bancada.node.service;

import io.bancada.catalog.model.LocationRepository;
import io.bancada.catalog.service.Locations;
import io.bancada.driver.DriverException;
import io.bancada.node.model.NodeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** Gives back machines that bear our tag and that no row knows: what a crash between two steps may have left. */
@ApplicationScoped
public class OrphanCollector {
    private static final Logger LOG = Logger.getLogger(OrphanCollector.class);

    private final LocationRepository rows;
    private final Locations locations;
    private final NodeRepository nodes;

    @Inject
    public OrphanCollector(LocationRepository rows, Locations locations, NodeRepository nodes) {
        this.rows = rows;
        this.locations = locations;
        this.nodes = nodes;
    }

    @SuppressWarnings("NullAway")
    protected OrphanCollector() {
        this(null, null, null);
    }

    /** Looks at every location once. A node's row is committed before its machine is asked for, so none is missed. */
    public void collect() {
        for (var location : rows.all()) {
            try {
                var provider = locations.provider(location.name());
                var site = locations.site(location.name());
                for (var machine : provider.list(site)) {
                    if (nodes.findByKey(machine.key().value()).isEmpty()) {
                        LOG.infof("releasing machine %s in %s, which no node knows", machine.key(), location.name());
                        provider.release(site, machine.key());
                    }
                }
            } catch (DriverException e) {
                LOG.infof("%s cannot be searched for orphans now: %s", location.name(), e.getMessage());
            }
        }
    }
}
