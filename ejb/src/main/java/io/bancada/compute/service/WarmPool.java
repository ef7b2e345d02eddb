package io.bancada.compute.service;

import io.bancada.app.service.App;
import io.bancada.app.service.AppCatalog;
import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.LocationRepository;
import io.bancada.catalog.service.Locations;
import io.bancada.driver.DriverException;
import io.bancada.driver.Preload;
import io.bancada.driver.WarmsNodes;
import io.bancada.operation.service.ResourceChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps machines ready for compute instances that nobody has asked for yet, with the modules of the app that opens first
 * loaded: as many in each location as {@link WarmConfig} says.
 */
@ApplicationScoped
public class WarmPool {
    private static final Logger LOG = Logger.getLogger(WarmPool.class);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final LocationRepository rows;
    private final Locations locations;
    private final AppCatalog catalog;
    private final WarmConfig config;
    private volatile Runnable wake = () -> {};

    @Inject
    public WarmPool(LocationRepository rows, Locations locations, AppCatalog catalog, WarmConfig config) {
        this.rows = rows;
        this.locations = locations;
        this.catalog = catalog;
        this.config = config;
    }

    @SuppressWarnings("NullAway")
    protected WarmPool() {
        this(null, null, null, null);
    }

    /** What to call when a machine may have been taken. */
    void wakes(Runnable wake) {
        this.wake = wake;
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResourceChange change) {
        if (change.collection().equals("computes")) {
            wake.run();
        }
    }

    /**
     * Fills up every location.
     *
     * @return how long from now until the next round is due
     */
    Duration round() {
        rows.all().stream().filter(Location::enabled).map(Location::name).forEach(this::fill);
        return LATER;
    }

    private void fill(String location) {
        if (locations.provider(location) instanceof WarmsNodes warming) {
            try {
                warming.warm(locations.site(location), config.nodes(location), preload());
            } catch (DriverException e) {
                LOG.warnf("%s has no machines ready: %s", location, e.getMessage());
            }
        }
    }

    /** The first app that can be loaded ahead; without one, nothing is. */
    private Preload preload() {
        return catalog.installed().stream()
                .filter(app -> !app.preload().isEmpty())
                .findFirst()
                .map(WarmPool::preload)
                .orElseGet(() -> new Preload("/", List.of()));
    }

    private static Preload preload(App app) {
        return new Preload(app.program(), app.preload());
    }
}
