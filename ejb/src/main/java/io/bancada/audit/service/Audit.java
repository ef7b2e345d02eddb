package io.bancada.audit.service;

import io.bancada.access.model.Caller;
import io.bancada.audit.model.AuditEntry;
import io.bancada.audit.model.AuditRepository;
import io.bancada.audit.model.EventDetails;
import io.bancada.audit.model.ResourceEvent;
import io.bancada.message.Message;
import io.bancada.paging.Page;
import io.bancada.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Writes who did what and which state moved, in the caller's transaction. */
@ApplicationScoped
public class Audit {
    private static final int LONGEST = 4000;

    private final AuditRepository rows;
    private final Clock clock;

    @Inject
    public Audit(AuditRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway")
    protected Audit() {
        this(null, null);
    }

    /** One change by one caller. */
    public void record(Caller caller, String action, String resourceId, String detail) {
        rows.add(new AuditEntry(caller, action, resourceId, cut(detail), clock.instant()));
    }

    /** A state of a compute moved. */
    public void compute(long computeId, String event, Message reason, String actor) {
        rows.add(new ResourceEvent("compute:" + computeId, event, reason, actor, clock.instant()));
    }

    /** A state of a job moved. */
    public void job(long jobId, String event, Message reason, String actor) {
        rows.add(new ResourceEvent("job:" + jobId, event, reason, actor, clock.instant()));
    }

    /** What happened to a compute, newest first. */
    public Page<EventDetails> ofCompute(long computeId, PageRequest page) {
        return rows.history("compute:" + computeId, page).map(EventDetails::from);
    }

    /** What says that a node of a compute is wanted or can be used, newest first, at most {@code limit} events. */
    public List<EventDetails> nodesComing(long computeId, int limit) {
        return rows.nodesComing("compute:" + computeId, limit).stream()
                .map(EventDetails::from)
                .toList();
    }

    /** Whether the compute's history has this event since then. */
    public boolean computeHas(long computeId, String event, Instant since) {
        return rows.has("compute:" + computeId, event, since);
    }

    /** What happened to a job, newest first. */
    public Page<EventDetails> ofJob(long jobId, PageRequest page) {
        return rows.history("job:" + jobId, page).map(EventDetails::from);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
