package io.bancada.quota.service;

import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.LocationRepository;
import io.bancada.catalog.model.VmPriority;
import io.bancada.catalog.service.VmSizeCatalog;
import io.bancada.quota.model.QuotaLimit;
import io.bancada.quota.model.QuotaRepository;
import io.bancada.workspace.service.LocationNeeded;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The location that the first start makes: this host. Its limits are {@code bancada.quota.cores} (default: the host's
 * cores times four, what the local driver offers by default) in total, for each family, and for low priority.
 */
@Dependent
public class FirstLocation {
    private static final int CORES_PER_CORE = 4;

    private final LocationRepository locations;
    private final QuotaRepository quota;
    private final VmSizeCatalog catalog;

    @Inject
    public FirstLocation(LocationRepository locations, QuotaRepository quota, VmSizeCatalog catalog) {
        this.locations = locations;
        this.quota = quota;
        this.catalog = catalog;
    }

    void make(@Observes LocationNeeded needed) {
        locations.add(new Location(needed.name(), "local", Map.of()));
        var cores = ConfigProvider.getConfig()
                .getOptionalValue("bancada.quota.cores", Long.class)
                .orElse((long) Runtime.getRuntime().availableProcessors() * CORES_PER_CORE);
        quota.add(new QuotaLimit(needed.name(), QuotaLimit.TOTAL, VmPriority.Dedicated, cores));
        quota.add(new QuotaLimit(needed.name(), QuotaLimit.TOTAL, VmPriority.LowPriority, cores));
        catalog.families()
                .forEach(family -> quota.add(new QuotaLimit(needed.name(), family, VmPriority.Dedicated, cores)));
    }
}
