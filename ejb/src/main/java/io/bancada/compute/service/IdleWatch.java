package io.bancada.compute.service;

import io.bancada.app.service.AppActivities;
import io.bancada.app.service.AppActivity;
import io.bancada.app.service.AppCatalog;
import io.bancada.compute.model.Evidence;
import io.bancada.compute.model.EvidenceKind;
import io.bancada.driver.DriverException;
import io.bancada.driver.MeasuresCpu;
import io.bancada.message.Message;
import io.bancada.node.service.NodeSources;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks at instances that are to stop when idle for signs of work: kernels and terminals of their apps, SSH sessions, and
 * the processor time of their machines. Outside any transaction; one instance is looked at by one thread at a time.
 */
@ApplicationScoped
public class IdleWatch {
    private static final Logger LOG = Logger.getLogger(IdleWatch.class);

    private final IdleRows rows;
    private final AppCatalog catalog;
    private final AppActivities activities;
    private final InstanceSshDoors doors;
    private final NodeSources sources;
    private final UpkeepConfig config;
    private final Clock clock;
    private final Map<Long, CpuSample> samples = new ConcurrentHashMap<>();
    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

    @Resource
    private ManagedExecutorService executor;

    @Inject
    @SuppressWarnings("NullAway.Init")
    public IdleWatch(
            IdleRows rows,
            AppCatalog catalog,
            AppActivities activities,
            InstanceSshDoors doors,
            NodeSources sources,
            UpkeepConfig config,
            Clock clock) {
        this.rows = rows;
        this.catalog = catalog;
        this.activities = activities;
        this.doors = doors;
        this.sources = sources;
        this.config = config;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected IdleWatch() {
        this(null, null, null, null, null, null, null);
    }

    /** Looks at every such instance, side by side. Returns at once. */
    public void lookAtAll() {
        var places = rows.watched(catalog.installed());
        samples.keySet().retainAll(places.stream().map(IdlePlace::computeId).collect(Collectors.toSet()));
        places.forEach(this::submit);
    }

    private void submit(IdlePlace place) {
        if (underWay.add(place.computeId())) {
            executor.execute(() -> {
                try {
                    rows.take(place.computeId(), look(place));
                } catch (RuntimeException e) {
                    LOG.errorf(e, "instance %d could not be looked at for work; it is tried again", place.computeId());
                } finally {
                    underWay.remove(place.computeId());
                }
            });
        }
    }

    private IdleLook look(IdlePlace place) {
        var now = clock.instant();
        var found = new ArrayList<Evidence>();
        var whole = true;
        for (var app : place.apps()) {
            var activity = activity(app);
            activity.ifPresent(a -> found.addAll(evidence(a, now)));
            whole &= activity.isPresent();
        }
        place.sshPort()
                .flatMap(doors::lastUsed)
                .ifPresent(at -> found.add(new Evidence(EvidenceKind.SSH_SESSION, at, Message.of("idle.ssh"))));
        return new IdleLook(found, cpu(place, now, found) && whole);
    }

    private Optional<AppActivity> activity(InstancePlace app) {
        try {
            return activities.look(app.place(), app.app());
        } catch (DriverException e) {
            LOG.debugf("%s of instance %d says nothing: %s", app.app().name(), app.computeId(), e.getMessage());
            return Optional.empty();
        }
    }

    /** What an app says of the future is as good as now. */
    static List<Evidence> evidence(AppActivity activity, Instant now) {
        var found = new ArrayList<Evidence>();
        if (activity.busyKernels() > 0) {
            found.add(new Evidence(EvidenceKind.KERNEL, now, Message.of("idle.kernels", activity.busyKernels())));
        } else {
            activity.kernelUsed()
                    .ifPresent(at ->
                            found.add(new Evidence(EvidenceKind.KERNEL, past(at, now), Message.of("idle.kernel"))));
        }
        activity.terminalUsed()
                .ifPresent(at ->
                        found.add(new Evidence(EvidenceKind.TERMINAL, past(at, now), Message.of("idle.terminal"))));
        return found;
    }

    private static Instant past(Instant at, Instant now) {
        return at.isAfter(now) ? now : at;
    }

    /** Adds the sign that processor time is; returns whether it can be said, for which two looks are needed. */
    private boolean cpu(IdlePlace place, Instant now, List<Evidence> found) {
        try {
            var source = sources.at(place.machines());
            if (!(source.provider() instanceof MeasuresCpu measures)) {
                return true;
            }
            var sample = new CpuSample(now, measures.cpuTime(source.site(), place.node()));
            var percent =
                    Optional.ofNullable(samples.put(place.computeId(), sample)).flatMap(sample::percentSince);
            percent.filter(p -> p >= config.idleCpuPercent())
                    .ifPresent(p -> found.add(new Evidence(EvidenceKind.CPU, now, Message.of("idle.cpu", p))));
            return percent.isPresent();
        } catch (DriverException e) {
            LOG.debugf("the processor time of instance %d is not known: %s", place.computeId(), e.getMessage());
            return false;
        }
    }

    /** Processor time that had been taken at a moment. */
    record CpuSample(Instant at, Duration taken) {
        /** Hundredths of one core between an earlier sample and this; empty where the machine was brought up in between. */
        Optional<Integer> percentSince(CpuSample earlier) {
            var time = Duration.between(earlier.at, at).toMillis();
            var work = taken.minus(earlier.taken).toMillis();
            return time <= 0 || work < 0 ? Optional.empty() : Optional.of((int) (100 * work / time));
        }
    }
}
