package io.bancada.catalog.service;

import io.bancada.catalog.model.Location;
import io.bancada.catalog.model.LocationRepository;
import io.bancada.driver.CountsCores;
import io.bancada.driver.NodeProvider;
import io.bancada.driver.OpensShells;
import io.bancada.driver.Site;
import io.bancada.error.BancadaException;
import io.bancada.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Finds a location and the driver behind it. */
@ApplicationScoped
public class Locations {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final LocationRepository rows;
    private final Iterable<NodeProvider> providers;
    private final Map<String, Seen> read = new ConcurrentHashMap<>();

    /** A location, and when it was read by the clock of this process. */
    private record Seen(Location location, long at) {}

    @Inject
    public Locations(LocationRepository rows, @Any Instance<NodeProvider> providers) {
        this(rows, (Iterable<NodeProvider>) providers);
    }

    public Locations(LocationRepository rows, Iterable<NodeProvider> providers) {
        this.rows = rows;
        this.providers = providers;
    }

    @SuppressWarnings("NullAway")
    protected Locations() {
        this(null, (Iterable<NodeProvider>) null);
    }

    /**
     * The location with this name.
     *
     * @throws BancadaException 404 when there is none
     */
    public Location get(String name) {
        return recent(name)
                .filter(Location::enabled)
                .orElseThrow(() -> new BancadaException(
                        ErrorCode.NOT_FOUND, "location", "There is no location '" + name + "' in this installation."));
    }

    /** Every step of every job asks for its location, which hardly ever changes: one row a second is enough. */
    private Optional<Location> recent(String name) {
        var now = System.nanoTime();
        var seen = read.get(name);
        if (seen != null && now - seen.at() < GOOD_FOR.toNanos()) {
            return Optional.of(seen.location());
        }
        var found = rows.find(name);
        found.ifPresentOrElse(l -> read.put(name, new Seen(l, now)), () -> read.remove(name));
        return found;
    }

    /** The location as its driver sees it. */
    public Site site(String name) {
        var location = get(name);
        return new Site(location.name(), location.settings());
    }

    /** The driver of the location. */
    public NodeProvider provider(String name) {
        var kind = get(name).provider();
        for (var provider : providers) {
            if (provider.kind().equals(kind)) {
                return provider;
            }
        }
        throw new BancadaException(
                ErrorCode.UNAVAILABLE,
                "location",
                "The location '" + name + "' needs the driver '" + kind + "', which is not installed.");
    }

    /** Cores of the location's hardware; empty where its driver cannot know. */
    public OptionalInt cores(String name) {
        return provider(name) instanceof CountsCores counting
                ? OptionalInt.of(counting.cores(site(name)))
                : OptionalInt.empty();
    }

    /** The driver of the location, for processes of ours on its machines. */
    public OpensShells shells(String name) {
        if (provider(name) instanceof OpensShells shells) {
            return shells;
        }
        throw new BancadaException(
                ErrorCode.NOT_OFFERED,
                "location",
                "The location '" + name + "' takes whole jobs and runs no processes of ours.");
    }
}
