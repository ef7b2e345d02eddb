package io.bancada.compute.service;

import io.bancada.app.service.App;
import io.bancada.app.service.AppCatalog;
import io.bancada.app.service.AppOffer;
import io.bancada.app.service.AppServers;
import io.bancada.app.service.AppStatus;
import io.bancada.app.service.AppStream;
import io.bancada.app.service.InstanceBackend;
import io.bancada.app.service.InstanceBackends;
import io.bancada.app.service.InstanceDomain;
import io.bancada.compute.model.ComputeDetails;
import io.bancada.driver.DriverException;
import io.bancada.message.Message;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the apps of instances that are up running, knows which of them answer, and tells pages when that changes. What it knows is in memory: after a
 * restart of the server the next round asks again, and adopts what runs.
 */
@ApplicationScoped
public class InstanceApps implements InstanceBackends {
    private static final Logger LOG = Logger.getLogger(InstanceApps.class);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(15);
    private static final long LONGEST_PAUSE = 120; // seconds

    private final InstanceAppRows rows;
    private final AppCatalog catalog;
    private final AppServers servers;
    private final InstanceEnvironment environment;
    private final InstanceDomain domain;
    private final ResourceChanges changes;
    private final Clock clock;
    private volatile boolean moved = true;
    private volatile Runnable wake = () -> {};
    private List<InstancePlace> places = List.of();
    private Instant asked = Instant.EPOCH;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private final Map<String, Setback> setbacks = new ConcurrentHashMap<>();

    @Inject
    public InstanceApps(
            InstanceAppRows rows,
            AppCatalog catalog,
            AppServers servers,
            InstanceEnvironment environment,
            ResourceChanges changes,
            Clock clock) {
        this(rows, catalog, servers, environment, changes, InstanceDomain.from(ConfigProvider.getConfig()), clock);
    }

    InstanceApps(
            InstanceAppRows rows,
            AppCatalog catalog,
            AppServers servers,
            InstanceEnvironment environment,
            ResourceChanges changes,
            InstanceDomain domain,
            Clock clock) {
        this.domain = domain;
        this.changes = changes;
        this.rows = rows;
        this.catalog = catalog;
        this.servers = servers;
        this.environment = environment;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected InstanceApps() {
        this(null, null, null, null, null, null, null);
    }

    /** What to call when a round is due earlier than the last one said. */
    void wakes(Runnable wake) {
        this.wake = wake;
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ResourceChange change) {
        if (change.collection().equals("computes")) {
            moved();
        }
    }

    /** Some instance may have come up or gone down: a round soon asks which are up. */
    private void moved() {
        moved = true;
        wake.run();
    }

    /**
     * Looks at every app that is due.
     *
     * @return how long from now until the next round is due; never negative
     */
    synchronized Duration round() {
        if (!clock.instant().isBefore(nextAsking())) {
            ask();
        }
        var next = nextAsking();
        for (var place : places) {
            var last = watched.get(place.key());
            if (last == null || !clock.instant().isBefore(last.next())) {
                var seen = look(place);
                watched.put(place.key(), seen);
                tell(place, last, seen);
                last = seen;
            }
            next = last.next().isBefore(next) ? last.next() : next;
        }
        next = nextAsking().isBefore(next) ? nextAsking() : next; // something may have moved in the meantime
        var pause = Duration.between(clock.instant(), next);
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private Instant nextAsking() {
        return asked.plus(moved ? SOON : LATER);
    }

    private void ask() {
        moved = false;
        asked = clock.instant();
        var before = places;
        places = rows.up(catalog.installed());
        var keys = places.stream().map(InstancePlace::key).collect(Collectors.toSet());
        watched.keySet().retainAll(keys);
        before.stream().filter(place -> !keys.contains(place.key())).forEach(this::end);
    }

    /** Ends a start that is over; where its machine is gone as well, it has ended. */
    private void end(InstancePlace place) {
        try {
            servers.stop(place.place(), place.app());
        } catch (DriverException e) {
            LOG.debugf("it has ended already: %s", e.getMessage());
        }
    }

    private void tell(InstancePlace place, @Nullable Watched before, Watched now) {
        if ((before != null && before.ready()) != now.ready()) {
            changes.announce(new ResourceChange(place.workspace(), "computes", place.name()));
        }
    }

    private Watched look(InstancePlace place) {
        var status = servers.look(place.place(), place.app());
        return switch (status.state()) {
            case READY -> {
                setbacks.remove(name(place));
                yield new Watched(status, clock.instant().plus(LATER));
            }
            case STARTING -> new Watched(status, clock.instant().plus(SOON));
            case ABSENT -> start(place, status);
            case FAILED -> again(place, status);
        };
    }

    private Watched start(InstancePlace place, AppStatus status) {
        var setback = setbacks.get(name(place));
        if (setback != null && clock.instant().isBefore(setback.notBefore())) {
            return new Watched(status, setback.notBefore());
        }
        try {
            servers.start(place.place(), place.app(), environment.of(place));
            return new Watched(
                    new AppStatus(AppStatus.State.STARTING, ""), clock.instant().plus(SOON));
        } catch (DriverException e) {
            LOG.infof(
                    "%s of instance %d cannot be started now: %s",
                    place.app().name(), place.computeId(), e.getMessage());
            return new Watched(status, clock.instant().plus(TRY_AGAIN));
        }
    }

    /**
     * A machine that was stopped, or an app that has ended, is why this start is over. The next one comes at once where
     * the app has been well in between, and after a growing pause where it has not.
     */
    private Watched again(InstancePlace place, AppStatus status) {
        LOG.infof("%s of instance %d is started anew: %s", place.app().name(), place.computeId(), status.message());
        var times = Optional.ofNullable(setbacks.get(name(place)))
                .map(Setback::times)
                .orElse(0);
        var pause = times == 0 ? Duration.ZERO : Duration.ofSeconds(Math.min(1L << Math.min(times, 10), LONGEST_PAUSE));
        setbacks.put(name(place), new Setback(times + 1, clock.instant().plus(pause)));
        end(place);
        rows.startAgain(place);
        moved();
        return new Watched(status, clock.instant().plus(LATER)); // of a start that is over; the next has another key
    }

    private static String name(InstancePlace place) {
        return place.computeId() + "/" + place.app().name();
    }

    /** Whether the app of a start has answered, and nothing has been seen against it since. */
    boolean isReady(InstancePlace place) {
        var last = watched.get(place.key());
        return last != null && last.ready();
    }

    /** The apps of an instance that have answered, the first one first. */
    public List<InstanceApplication> answering(ComputeDetails compute) {
        return offers(compute).stream()
                .filter(InstanceAppOffer::answers)
                .map(offer -> new InstanceApplication(offer.displayName(), offer.address()))
                .toList();
    }

    /** The apps that programs can use by Jupyter's API, whether they answer now or not. */
    public List<InstanceApplication> jupyters(ComputeDetails compute) {
        var installed = catalog.installed();
        return installed.stream()
                .filter(App::speaksJupyter)
                .map(app ->
                        new InstanceApplication(app.displayName(), address(compute, app, app.equals(installed.get(0)))))
                .toList();
    }

    private String address(ComputeDetails compute, App app, boolean first) {
        var label = new InstanceLabel(compute.instance().uid(), first ? "" : app.name());
        return domain.origin(label.toString()) + "/";
    }

    /** Every app of the catalogue as this instance has it, the first one first and those that are not installed last. */
    public List<InstanceAppOffer> offers(ComputeDetails compute) {
        var offers = catalog.offers();
        var first = offers.stream().filter(AppOffer::installed).findFirst();
        return offers.stream()
                .sorted(Comparator.comparing(AppOffer::installed).reversed())
                .map(offer -> offer(compute, offer, first.filter(offer::equals).isPresent()))
                .toList();
    }

    private InstanceAppOffer offer(ComputeDetails compute, AppOffer offer, boolean first) {
        var app = offer.app();
        if (!offer.installed()) {
            return new InstanceAppOffer(app.displayName(), "", false, offer.missing());
        }
        var instance = compute.instance();
        var answers = instance.state().up() && isReady(compute.id() + "/" + app.name() + "/");
        return new InstanceAppOffer(app.displayName(), address(compute, app, first), answers, Message.NONE);
    }

    private boolean isReady(String start) {
        return watched.entrySet().stream()
                .anyMatch(w -> w.getKey().startsWith(start) && w.getValue().ready());
    }

    @Override
    public Optional<InstanceBackend> find(String label) {
        var apps = catalog.installed();
        return InstanceLabel.parse(label)
                .flatMap(parsed -> rows.find(parsed, apps))
                .map(known -> {
                    var ready = known.app().filter(this::isReady);
                    return new InstanceBackend(
                            ready.map(InstancePlace::key).orElse(""),
                            known.armId(),
                            known.name(),
                            known.owner(),
                            known.state(),
                            ready.map(this::stream));
                });
    }

    /** A stream to an app that is ready; empty while it is not. May wait for the machine. */
    Optional<SocketChannel> open(InstancePlace place) {
        return isReady(place) ? Optional.of(stream(place).open()) : Optional.empty();
    }

    private AppStream stream(InstancePlace place) {
        var authorization = servers.authorization(place.place(), place.app()); // once, not for each request
        return new AppStream() {
            @Override
            public SocketChannel open() {
                try {
                    return servers.open(place.place(), place.app());
                } catch (DriverException e) { // look at it now rather than when its time comes
                    watched.remove(place.key());
                    wake.run();
                    throw e;
                }
            }

            @Override
            public String authorization() {
                return authorization;
            }
        };
    }

    private record Setback(int times, Instant notBefore) {}

    private record Watched(AppStatus status, Instant next) {
        private boolean ready() {
            return status.state() == AppStatus.State.READY;
        }
    }
}
