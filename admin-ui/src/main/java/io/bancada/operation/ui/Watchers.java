package io.bancada.operation.ui;

import io.bancada.access.model.Caller;
import io.bancada.access.service.Access;
import io.bancada.access.service.Actions;
import io.bancada.operation.service.ResourceChange;
import io.bancada.operation.service.ResourceChanges;
import io.bancada.portal.ui.EventStream;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The open pages and what they hear of. Changes are collected for a moment, so that a burst of them costs each page one
 * message; each message is sent only to who may read that kind of thing at that time.
 */
@ApplicationScoped
public class Watchers {
    private static final int MOST_OF_ONE_PERSON = 40;
    private static final long COLLECT_MILLIS = 150;
    private static final long BEAT_SECONDS = 15;
    private static final Map<String, String> READ = Map.of(
            "computes", Actions.COMPUTE_READ,
            "jobs", Actions.JOB_READ,
            "quotaRequests", Actions.QUOTA_REQUEST_READ);

    private final ResourceChanges changes;
    private final Access access;
    private final Map<EventStream, Caller> open = new ConcurrentHashMap<>();
    private final Set<ResourceChange> collected = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean planned = new AtomicBoolean();

    @Resource
    private ManagedScheduledExecutorService clock;

    @Resource
    private ManagedExecutorService threads;

    private @Nullable AutoCloseable subscription;
    private @Nullable ScheduledFuture<?> beats;

    @Inject
    @SuppressWarnings("NullAway.Init")
    public Watchers(ResourceChanges changes, Access access) {
        this.changes = changes;
        this.access = access;
    }

    @SuppressWarnings("NullAway")
    protected Watchers() {
        this(null, null);
    }

    @PostConstruct
    void start() {
        subscription = changes.subscribe(this::collect);
        beats = clock.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() throws Exception {
        if (subscription != null) {
            subscription.close();
        }
        if (beats != null) {
            beats.cancel(true);
        }
        open.keySet().forEach(EventStream::close);
    }

    /** Whether one more page of this person may listen. */
    public boolean hasRoom(Caller caller) {
        return open.values().stream()
                        .filter(c -> c.subject().equals(caller.subject()))
                        .count()
                < MOST_OF_ONE_PERSON;
    }

    /** A page begins to listen. */
    public void add(EventStream stream, Caller caller) {
        open.put(stream, caller);
        stream.send("ready", "{}");
    }

    /** A page is gone. */
    public void remove(EventStream stream) {
        open.remove(stream);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // telling goes wrong for one page at most, and that closes it
    private void collect(ResourceChange change) {
        if (open.isEmpty()) {
            return;
        }
        collected.add(change);
        if (planned.compareAndSet(false, true)) {
            clock.schedule(() -> threads.execute(this::tell), COLLECT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tell() {
        planned.set(false);
        var told = Set.copyOf(collected);
        collected.removeAll(told);
        open.forEach((stream, caller) -> told.stream()
                .filter(c -> mayRead(caller, c))
                .forEach(c -> stream.send("change", c.collection() + " " + c.name())));
    }

    private boolean mayRead(Caller caller, ResourceChange change) {
        var action = READ.get(change.collection());
        return action != null
                && access.allows(caller, action, change.workspace().scope());
    }

    private void beat() {
        threads.execute(() -> open.keySet().forEach(EventStream::beat));
    }
}
